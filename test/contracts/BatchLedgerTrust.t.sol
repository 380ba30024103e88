// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;
import {IActs} from "../../contracts/interfaces/IActs.sol";
import {IBatchLedger} from "../../contracts/interfaces/IBatchLedger.sol";
import {Issue} from "../../contracts/types/CertificateActs.sol";
import {vm} from "./Vm.sol";
import {World} from "./World.sol";

contract BatchLedgerTrustTest is World {
    // Certificates

    function testFuzzACertifiedDrawDebitsTheVolumeAndNeverMore(uint64 volume, uint16[6] memory draws) public {
        volume = uint64(within(volume, 1, 100_000));
        certifyTea(volume);
        grow("leaf", 1_000_000);
        openBatch(FACTORY_1, "tea", TEA);
        uint64 used;
        for (uint256 i; i < 6; ++i) {
            uint64 grams = uint64(within(draws[i], 1, volume / 2 + 1));
            uint64 left = volume - used;
            bool fits = grams <= left;
            if (!fits) {
                expect(
                    abi.encodeWithSelector(
                        IBatchLedger.CertificateVolumeExceeded.selector,
                        CERTIFICATE,
                        TEA,
                        grams,
                        left
                    )
                );
            }
            drawBatch(FACTORY_1, "leaf", "tea", grams, grams, CERTIFICATE);
            if (fits) used += grams;
            vm.assertEq(certificates.usedOf(CERTIFICATE, TEA), used);
        }
        vm.assertEq(ledger.batchOf("tea").certificate, used == 0 ? bytes32(0) : CERTIFICATE);
    }

    function testFuzzACertificateNotInForceCertifiesNothing(uint8 status) public {
        status = 2 + (status % 4);
        accredit(ACCREDITOR_1, BODY_1, ORGANIC, 0, FAR);
        Issue memory a = draft();
        a.validTo = START + 10;
        send(a);
        setConversion(LEAF, TEA, 1, 1);
        grow("leaf", 100);
        openBatch(FACTORY_1, "tea", TEA);
        if (status == 5) vm.warp(START + 11);
        else setStatus(BODY_1, status, "reason");
        expect(abi.encodeWithSelector(IBatchLedger.CertificateNotInForce.selector, CERTIFICATE, status));
        drawBatch(FACTORY_1, "leaf", "tea", 1, 1, CERTIFICATE);
        expect(abi.encodeWithSelector(IBatchLedger.CertificateNotInForce.selector, bytes32("none"), 0));
        drawBatch(FACTORY_1, "leaf", "tea", 1, 1, "none");
        drawBatch(FACTORY_1, "leaf", "tea", 1, 1);
    }

    function testACertificateCoversItsProductsAndPlotsOnly() public {
        certifyTea(1000);
        setConversion(LEAF, "other", 1, 1);
        grow("leaf", 100);
        openBatch(FACTORY_1, "other", "other");
        expect(
            abi.encodeWithSelector(
                IBatchLedger.CertificateScopeExceeded.selector,
                CERTIFICATE,
                bytes32("other"),
                bytes32("leaf")
            )
        );
        drawBatch(FACTORY_1, "leaf", "other", 1, 1, CERTIFICATE);

        // One plot of two outside is enough, at any depth.
        setCapacity("plot-2", GROWER_1, 10);
        setCapacity(PLOT, GROWER_1, 200);
        openBatch(GROWER_1, "mixed", LEAF);
        drawPlot(GROWER_1, "mixed", PLOT, 10);
        drawPlot(GROWER_1, "mixed", "plot-2", 10);
        closeBatch(GROWER_1, "mixed", 0);
        openBatch(GROWER_1, "deeper", LEAF);
        drawBatch(GROWER_1, "mixed", "deeper", 10, 10);
        closeBatch(GROWER_1, "deeper", FACTORY_1);
        acceptBatch(FACTORY_1, "deeper");
        openBatch(FACTORY_1, "tea", TEA);
        expect(
            abi.encodeWithSelector(IBatchLedger.CertificateScopeExceeded.selector, CERTIFICATE, TEA, bytes32("deeper"))
        );
        drawBatch(FACTORY_1, "deeper", "tea", 1, 1, CERTIFICATE);
    }

    function testABatchIsCertifiedAsAWholeOrNotAtAll() public {
        certifyTea(1000);
        grow("leaf", 100);
        openBatch(FACTORY_1, "plain", TEA);
        drawBatch(FACTORY_1, "leaf", "plain", 1, 1);
        expect(
            abi.encodeWithSelector(IBatchLedger.CertificateMixed.selector, bytes32("plain"), CERTIFICATE, bytes32(0))
        );
        drawBatch(FACTORY_1, "leaf", "plain", 1, 1, CERTIFICATE);
        openBatch(FACTORY_1, "certified", TEA);
        drawBatch(FACTORY_1, "leaf", "certified", 1, 1, CERTIFICATE);
        expect(
            abi.encodeWithSelector(
                IBatchLedger.CertificateMixed.selector,
                bytes32("certified"),
                bytes32(0),
                CERTIFICATE
            )
        );
        drawBatch(FACTORY_1, "leaf", "certified", 1, 1);
    }

    function testAPlotIsNotDrawnIntoACertifiedBatch() public {
        certify();
        grow("leaf", 100);
        offerBatch(FACTORY_1, "leaf", GROWER_1);
        acceptBatch(GROWER_1, "leaf");
        openBatch(GROWER_1, "blend", LEAF);
        drawBatch(GROWER_1, "leaf", "blend", 1, 1, CERTIFICATE);
        setCapacity(PLOT, GROWER_1, 200);
        expect(
            abi.encodeWithSelector(IBatchLedger.CertificateMixed.selector, bytes32("blend"), bytes32(0), CERTIFICATE)
        );
        drawPlot(GROWER_1, "blend", PLOT, 1);
    }

    function testACertificateServesThoseInWhoseHandsTheGoodsWereOnly() public {
        accredit(ACCREDITOR_1, BODY_1, ORGANIC, 0, FAR);
        bytes32[4] memory holders = [STRANGER, GROWER_1, FACTORY_1, PACKER_1];
        for (uint256 i; i < 4; ++i) {
            Issue memory a = draft();
            (a.certificate, a.holder) = (holders[i], holders[i]);
            send(a);
        }
        packed();
        setCapacity(PLOT, GROWER_1, 5000);
        openBatch(GROWER_1, "leaf-2", LEAF);
        drawPlot(GROWER_1, "leaf-2", PLOT, 1000);
        closeBatch(GROWER_1, "leaf-2", FACTORY_1);
        acceptBatch(FACTORY_1, "leaf-2");
        openBatch(FACTORY_1, "tea-2", TEA);
        drawBatch(FACTORY_1, "leaf-2", "tea-2", 1000, 250);
        closeBatch(FACTORY_1, "tea-2", PACKER_1);
        acceptBatch(PACKER_1, "tea-2");
        openBatch(PACKER_1, "pack-2", PACK);
        expect(abi.encodeWithSelector(IBatchLedger.CertificateOfAnother.selector, STRANGER, PACKER_1, STRANGER));
        drawBatch(PACKER_1, "tea-2", "pack-2", 1, 1, STRANGER);
        for (uint256 i = 1; i < 4; ++i) {
            bytes32 batch = bytes32(i);
            openBatch(PACKER_1, batch, PACK);
            drawBatch(PACKER_1, "tea-2", batch, 1, 1, holders[i]);
        }
    }

    // Recall

    function testARecallReachesThreeLayersDownAndStopsDrawsAndMints() public {
        packed();
        mint(PACKER_1, "pack", "root", 1, 50);
        recall(GROWER_1, "leaf", "residue");
        vm.assertTrue(ledger.isRecalled("leaf"));
        vm.assertTrue(ledger.isRecalled("tea"));
        vm.assertTrue(ledger.isRecalled("pack"));
        vm.assertEq(ledger.batchOf("pack").recalledAt, 0);
        vm.assertEq(ledger.batchOf("leaf").recallReasonHash, sha256("residue"));

        openBatch(PACKER_1, "next", PACK);
        bytes memory refusal = abi.encodeWithSelector(IBatchLedger.BatchRecalled.selector, bytes32("pack"));
        expect(refusal);
        drawBatch(PACKER_1, "pack", "next", 1, 1);
        expect(refusal);
        mint(PACKER_1, "pack", "root-2", 1, 50);
        expect(refusal);
        activate(PACKER_1, "root");
    }

    function testARecallDoesNotReachUpOrSideways() public {
        packed();
        setCapacity(PLOT, GROWER_1, 5000);
        openBatch(GROWER_1, "sister", LEAF);
        drawPlot(GROWER_1, "sister", PLOT, 1000);
        recall(FACTORY_1, "tea", "mould");
        vm.assertFalse(ledger.isRecalled("leaf"));
        vm.assertFalse(ledger.isRecalled("sister"));
        vm.assertTrue(ledger.isRecalled("pack"));
    }

    function testHolderOperatorAndRegulatorRecallAndNobodyElse() public {
        packed();
        bytes32[5] memory others = [GROWER_1, FACTORY_1, BODY_1, LABORATORY_1, ACCREDITOR_1];
        for (uint256 i; i < 5; ++i) {
            expect(abi.encodeWithSelector(IBatchLedger.NotHolder.selector, bytes32("pack"), others[i], PACKER_1));
            recall(others[i], "pack", "reason");
        }
        recall(PACKER_1, "pack", "reason");
        recall(OPERATOR_1, "tea", "reason");
        recall(REGULATOR_1, "leaf", "reason");
    }

    function testARecallIsFinalAndHasAReason() public {
        packed();
        expect(abi.encodeWithSelector(IActs.ReasonLengthOutOfRange.selector, 0, 1, 280));
        recall(OPERATOR_1, "leaf", "");
        recall(OPERATOR_1, "leaf", "reason");
        expect(abi.encodeWithSelector(IBatchLedger.AlreadyRecalled.selector, bytes32("leaf"), START));
        recall(OPERATOR_1, "leaf", "again");
    }

    function testARecalledOpenBatchTakesNothingAndIsNotClosed() public {
        setCapacity(PLOT, GROWER_1, 100);
        openBatch(GROWER_1, "leaf", LEAF);
        recall(GROWER_1, "leaf", "reason");
        expect(abi.encodeWithSelector(IBatchLedger.BatchRecalled.selector, bytes32("leaf")));
        drawPlot(GROWER_1, "leaf", PLOT, 1);
        expect(abi.encodeWithSelector(IBatchLedger.BatchRecalled.selector, bytes32("leaf")));
        closeBatch(GROWER_1, "leaf", 0);
    }

    function testFuzzOnlyLabelMintTakesAndReturnsMass(address other) public {
        vm.assume(other != address(labels));
        bytes memory refusal = abi.encodeWithSelector(IBatchLedger.NotLabelMint.selector, other, address(labels));
        vm.expectRevert(refusal);
        vm.prank(other);
        ledger.label("pack", 1);
        vm.expectRevert(refusal);
        vm.prank(other);
        ledger.unlabel("pack", 1);
    }

    function certifyTea(uint64 volume) private {
        accredit(ACCREDITOR_1, BODY_1, ORGANIC, 0, FAR);
        Issue memory a = draft();
        a.volumes[1] = volume;
        send(a);
        setConversion(LEAF, TEA, 1, 1);
    }
}
