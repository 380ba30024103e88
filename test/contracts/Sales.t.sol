// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IActs} from "../../contracts/interfaces/IActs.sol";
import {ICertificateRegistry} from "../../contracts/interfaces/ICertificateRegistry.sol";
import {CertifySale, Issue, ReduceScope, ReturnSale} from "../../contracts/types/CertificateActs.sol";
import {CERTIFIER} from "../../contracts/types/Roles.sol";
import {CertificateWorld} from "./CertificateWorld.sol";
import {vm} from "./Vm.sol";

/// @notice Sales certificates 销售证: one batch, one buyer, before the trade, off the volume.
contract SalesTest is CertificateWorld {
    function testFuzzSalesDebitTheVolumeAndNeverSellMoreThanTheBatch(uint16[6] memory amounts) public {
        certify();
        grow("leaf", 800);
        uint64 sold;
        for (uint256 i; i < 6; ++i) {
            uint64 grams = uint64(within(amounts[i], 1, 400));
            bool fits = grams <= 800 - sold;
            CertifySale memory a = sale(bytes32(i + 1), "leaf", grams);
            if (!fits)
                expect(
                    abi.encodeWithSelector(
                        ICertificateRegistry.SaleExceedsBatch.selector,
                        bytes32("leaf"),
                        grams,
                        800 - sold
                    )
                );
            send(a);
            if (fits) sold += grams;
            vm.assertEq(certificates.soldOf("leaf"), sold);
            vm.assertEq(certificates.usedOf(CERTIFICATE, LEAF), sold);
            vm.assertEq(certificates.saleOf(bytes32(i + 1)).grams, fits ? grams : 0);
        }
    }

    function testASaleNeverTakesTheVolumeBelowZero() public {
        certify();
        grow("leaf", 5000);
        send(sale("sale-1", "leaf", 600));
        CertifySale memory a = sale("sale-2", "leaf", 401);
        expect(
            abi.encodeWithSelector(ICertificateRegistry.CertificateVolumeExceeded.selector, CERTIFICATE, LEAF, 401, 400)
        );
        send(a);
    }

    function testGoodsThatCarryTheCertificateAreNotDebitedTwice() public {
        setConversion(LEAF, TEA, 1, 1);
        certify();
        grow("leaf", 1000);
        openBatch(FACTORY_1, "tea", TEA);
        drawBatch(FACTORY_1, "leaf", "tea", 300, 300, CERTIFICATE);
        closeBatch(FACTORY_1, "tea", 0);
        send(sale("sale-1", "tea", 300));
        vm.assertEq(certificates.usedOf(CERTIFICATE, TEA), 300);
        vm.assertEq(certificates.soldOf("tea"), 300);
        CertifySale memory a = sale("sale-2", "tea", 1);
        expect(abi.encodeWithSelector(ICertificateRegistry.SaleExceedsBatch.selector, bytes32("tea"), 1, 0));
        send(a);
    }

    function testASaleIsOfGoodsThatTheHolderHasAndTheCertificateCovers() public {
        certify();
        setCapacity("plot-2", GROWER_1, 100);
        openBatch(GROWER_1, "elsewhere", LEAF);
        CertifySale memory a = sale("sale-1", "elsewhere", 1);
        expect(abi.encodeWithSelector(ICertificateRegistry.SaleOfBatch.selector, bytes32("elsewhere"), 1, false, 0));
        send(a);
        drawPlot(GROWER_1, "elsewhere", "plot-2", 100);
        closeBatch(GROWER_1, "elsewhere", 0);
        a = sale("sale-1", "elsewhere", 1);
        expect(
            abi.encodeWithSelector(
                ICertificateRegistry.SaleOutOfScope.selector,
                CERTIFICATE,
                LEAF,
                bytes32("elsewhere")
            )
        );
        send(a);

        setConversion(LEAF, TEA, 1, 1);
        grow("leaf", 100);
        openBatch(FACTORY_1, "tea", TEA);
        drawBatch(FACTORY_1, "leaf", "tea", 50, 50);
        closeBatch(FACTORY_1, "tea", 0);
        a = sale("sale-1", "tea", 1);
        expect(
            abi.encodeWithSelector(
                ICertificateRegistry.SaleByAnother.selector,
                CERTIFICATE,
                bytes32("tea"),
                FACTORY_1,
                GROWER_1
            )
        );
        send(a);
        recall(GROWER_1, "leaf", "residue");
        a = sale("sale-1", "leaf", 1);
        expect(abi.encodeWithSelector(ICertificateRegistry.SaleOfBatch.selector, bytes32("leaf"), 2, true, START));
        send(a);
    }

    function testASaleComesBeforeTheTradeAndTheTradeBeforeTheEnd() public {
        accredit(ACCREDITOR_1, BODY_1, ORGANIC, 0, FAR);
        Issue memory d = draft();
        d.validTo = START + 100;
        send(d);
        grow("leaf", 100);
        uint64[2] memory wrong = [START - 1, START + 101];
        for (uint256 i; i < 2; ++i) {
            CertifySale memory a = sale("sale-1", "leaf", 1);
            a.tradeAt = wrong[i];
            expect(
                abi.encodeWithSelector(
                    ICertificateRegistry.TradeOutsideWindow.selector,
                    bytes32("sale-1"),
                    wrong[i],
                    START,
                    START + 100
                )
            );
            send(a);
        }
        CertifySale memory last = sale("sale-1", "leaf", 1);
        last.tradeAt = START + 100;
        send(last);
        last = sale("sale-1", "leaf", 1);
        expect(abi.encodeWithSelector(ICertificateRegistry.SaleExists.selector, bytes32("sale-1"), CERTIFICATE));
        send(last);
    }

    function testOnlyTheBodyOfACertificateInForceCertifiesASale() public {
        CertifySale memory a = sale("sale-1", "leaf", 1);
        expect(abi.encodeWithSelector(ICertificateRegistry.CertificateUnknown.selector, CERTIFICATE));
        send(a);
        certify();
        grow("leaf", 100);
        admit(ACCREDITOR_1, "body-2", CERTIFIER);
        a = sale("sale-1", "leaf", 1);
        (a.actor, a.nonce) = ("body-2", 0);
        expect(abi.encodeWithSelector(ICertificateRegistry.NotBody.selector, CERTIFICATE, bytes32("body-2"), BODY_1));
        send(a);
        a = sale("sale-1", "leaf", 0);
        expect(abi.encodeWithSelector(ICertificateRegistry.SaleAmountZero.selector, bytes32("sale-1")));
        send(a);
        a = sale(0, "leaf", 1);
        expect(abi.encodeWithSelector(IActs.ZeroValue.selector, "sale"));
        send(a);
        setStatus(BODY_1, 2, "reason");
        a = sale("sale-1", "leaf", 1);
        expect(abi.encodeWithSelector(ICertificateRegistry.SaleNotInForce.selector, CERTIFICATE, 2));
        send(a);
    }

    // Returns

    /// @dev A slow model: what each sale was of, whether it came back, and in which term it was debited.
    function testFuzzReturnsGiveBackWhatTheTermDebitedAndNoMore(uint256 seed) public {
        certify();
        grow("leaf", 3000);
        uint64[16] memory sales;
        uint64[16] memory back;
        uint256[16] memory terms;
        (uint256 count, uint256 term, uint64 sold, uint64 used) = (0, 0, 0, 0);
        for (uint256 i; i < 16; ++i) {
            uint256 dice = uint256(keccak256(abi.encode(seed, i)));
            uint64 grams = uint64((dice >> 16) % 600) + 1;
            uint256 n = (dice >> 64) % (count == 0 ? 1 : count);
            if (dice % 8 < 4) {
                if (grams > 3000 - sold)
                    refused(ICertificateRegistry.SaleExceedsBatch.selector, "leaf", grams, 3000 - sold);
                else if (grams > 1000 - used)
                    expect(
                        abi.encodeWithSelector(
                            ICertificateRegistry.CertificateVolumeExceeded.selector,
                            CERTIFICATE,
                            LEAF,
                            grams,
                            1000 - used
                        )
                    );
                else {
                    (sales[count], terms[count]) = (grams, term);
                    (sold, used, count) = (sold + grams, used + grams, count + 1);
                    send(sale(bytes32(count), "leaf", grams));
                    continue;
                }
                send(sale(bytes32(count + 1), "leaf", grams));
            } else if (dice % 8 < 7) {
                ReturnSale memory a = returned(bytes32(n + 1), grams);
                if (sales[n] == 0)
                    expect(abi.encodeWithSelector(ICertificateRegistry.SaleUnknown.selector, bytes32(n + 1)));
                else if (back[n] != 0)
                    expect(
                        abi.encodeWithSelector(
                            ICertificateRegistry.SaleReturnedAlready.selector,
                            bytes32(n + 1),
                            back[n]
                        )
                    );
                else if (grams > sales[n])
                    refused(ICertificateRegistry.ReturnExceedsSale.selector, bytes32(n + 1), grams, sales[n]);
                else {
                    (back[n], sold) = (grams, sold - grams);
                    if (terms[n] == term) used -= grams;
                }
                send(a);
            } else {
                send(renewal(FAR + 1 + uint64(i)));
                (term, used) = (term + 1, 0);
            }
            vm.assertEq(certificates.soldOf("leaf"), sold);
            vm.assertEq(certificates.usedOf(CERTIFICATE, LEAF), used);
            vm.assertEq(certificates.saleOf(bytes32(n + 1)).returned, back[n]);
            vm.assertTrue(used <= certificates.volumeOf(CERTIFICATE, LEAF));
        }
    }

    function testWhatCameBackOfGoodsThatCarryTheCertificateIsSoldAnewAndFreesNoVolume() public {
        setConversion(LEAF, TEA, 1, 1);
        certify();
        grow("leaf", 1000);
        openBatch(FACTORY_1, "tea", TEA);
        drawBatch(FACTORY_1, "leaf", "tea", 300, 300, CERTIFICATE);
        closeBatch(FACTORY_1, "tea", 0);
        send(sale("sale-1", "tea", 300));
        send(returned("sale-1", 120));
        vm.assertEq(certificates.usedOf(CERTIFICATE, TEA), 300);
        vm.assertEq(certificates.soldOf("tea"), 180);
        send(sale("sale-2", "tea", 120));
        CertifySale memory a = sale("sale-3", "tea", 1);
        refused(ICertificateRegistry.SaleExceedsBatch.selector, "tea", 1, 0);
        send(a);
    }

    function testWhatComesBackOfAProductThatWasTakenOutOpensItForNobody() public {
        certify();
        grow("leaf", 1000);
        send(sale("sale-1", "leaf", 600));
        ReduceScope memory less = reduction();
        (less.products, less.volumes) = (one(LEAF), new uint64[](1));
        send(less);
        send(returned("sale-1", 250));
        vm.assertEq(certificates.usedOf(CERTIFICATE, LEAF), 350);
        vm.assertEq(certificates.volumeOf(CERTIFICATE, LEAF), 350);
    }

    function testOnlyTheBodyTakesASaleBackWhateverBecameOfTheCertificate() public {
        certify();
        grow("leaf", 1000);
        send(sale("sale-1", "leaf", 600));
        admit(ACCREDITOR_1, "body-2", CERTIFIER);
        ReturnSale memory a = returned("sale-1", 1);
        (a.actor, a.nonce) = ("body-2", 0);
        expect(abi.encodeWithSelector(ICertificateRegistry.NotBody.selector, CERTIFICATE, bytes32("body-2"), BODY_1));
        send(a);
        a = returned("sale-1", 0);
        expect(abi.encodeWithSelector(ICertificateRegistry.SaleAmountZero.selector, bytes32("sale-1")));
        send(a);
        a = returned("sale-1", 1);
        a.reason = "";
        expect(abi.encodeWithSelector(IActs.ReasonLengthOutOfRange.selector, 0, 1, 280));
        send(a);
        setStatus(BODY_1, 3, "withdrawn");
        send(returned("sale-1", 600));
        vm.assertEq(certificates.saleOf("sale-1").returnedAt, START);
        vm.assertEq(certificates.usedOf(CERTIFICATE, LEAF), 0);
    }

    function refused(bytes4 selector, bytes32 subject, uint64 grams, uint64 most) private {
        expect(abi.encodeWithSelector(selector, subject, grams, most));
    }
}
