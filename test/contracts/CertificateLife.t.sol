// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAccreditations} from "../../contracts/interfaces/IAccreditations.sol";
import {IActs} from "../../contracts/interfaces/IActs.sol";
import {ICertificateRegistry} from "../../contracts/interfaces/ICertificateRegistry.sol";
import {Accredit, Issue, ReduceScope, Renew} from "../../contracts/types/CertificateActs.sol";
import {CERTIFIER} from "../../contracts/types/Roles.sol";
import {CertificateWorld} from "./CertificateWorld.sol";
import {vm} from "./Vm.sol";

/// @notice What becomes of a certificate after its issue: renewed, reduced, bounded by its body's accreditation.
contract CertificateLifeTest is CertificateWorld {
    uint8 private constant IN_FORCE = 1;
    uint8 private constant SUSPENDED = 2;
    uint8 private constant WITHDRAWN = 3;
    uint8 private constant EXPIRED = 5;

    // Scope of the accreditation

    function testABodyCertifiesNoProductThatItIsNotAccreditedFor() public {
        accreditFor(TEA);
        expect(outside(LEAF));
        send(draft());
        Issue memory a = draft();
        a.products = one(TEA);
        a.volumes = new uint64[](1);
        a.volumes[0] = 1000;
        send(a);
        Renew memory r = renewal(FAR + 1);
        expect(outside(LEAF));
        send(r);
    }

    function testAnAccreditationThatShrankLetsNothingWiderBackInForce() public {
        certify();
        setStatus(BODY_1, SUSPENDED, "audit");
        accreditFor(TEA);
        vm.assertFalse(certificates.accreditedFor(BODY_1, ORGANIC, LEAF, START));
        vm.assertTrue(certificates.accreditedFor(BODY_1, ORGANIC, TEA, START));
        expect(outside(LEAF));
        setStatus(BODY_1, IN_FORCE, "settled");
        ReduceScope memory a = reduction();
        (a.products, a.volumes) = (new bytes32[](2), new uint64[](2));
        (a.products[0], a.products[1]) = (LEAF, PACK);
        send(a);
        setStatus(BODY_1, IN_FORCE, "settled");
    }

    function testFuzzAnAccreditationNamesProducts(uint8 count) public {
        Accredit memory a = accreditation(ACCREDITOR_1, BODY_1, ORGANIC, 0, FAR);
        a.products = new bytes32[](count);
        if (count == 0 || count > 64) {
            expect(abi.encodeWithSelector(IAccreditations.CountOutOfRange.selector, "products", count, 1, 64));
        }
        send(a);
    }

    // Renewal

    function testARenewalCountsItsVolumeFromZero() public {
        setConversion(LEAF, TEA, 1, 1);
        certify();
        grow("leaf", 3000);
        openBatch(FACTORY_1, "tea", TEA);
        drawBatch(FACTORY_1, "leaf", "tea", 1000, 1000, CERTIFICATE);
        vm.assertEq(certificates.usedOf(CERTIFICATE, TEA), 1000);
        Renew memory a = renewal(FAR + 10);
        a.volumes[1] = 700;
        a.documentHash = "other words";
        send(a);
        vm.assertEq(certificates.volumeOf(CERTIFICATE, TEA), 700);
        vm.assertEq(certificates.usedOf(CERTIFICATE, TEA), 0);
        vm.assertEq(certificates.certificateOf(CERTIFICATE).validTo, FAR + 10);
        vm.assertEq(certificates.certificateOf(CERTIFICATE).documentHash, "other words");
        drawBatch(FACTORY_1, "leaf", "tea", 700, 700, CERTIFICATE);
        expect(abi.encodeWithSelector(ICertificateRegistry.CertificateVolumeExceeded.selector, CERTIFICATE, TEA, 1, 0));
        drawBatch(FACTORY_1, "leaf", "tea", 1, 1, CERTIFICATE);
    }

    function testWhatExpiredStaysExpiredUntilTheRenewal() public {
        accredit(ACCREDITOR_1, BODY_1, ORGANIC, 0, FAR);
        Issue memory d = draft();
        d.validTo = START + 10;
        send(d);
        vm.warp(START + 20);
        send(renewal(START + 30));
        for (uint64 t = START; t <= START + 31; ++t) {
            (uint8 state, uint64 since, ) = certificates.statusAt(CERTIFICATE, t);
            bool over = (t > START + 10 && t < START + 20) || t > START + 30;
            vm.assertEq(state, over ? EXPIRED : IN_FORCE);
            vm.assertEq(
                since,
                t <= START + 10
                    ? START
                    : t < START + 20
                        ? START + 11
                        : over
                            ? START + 31
                            : START + 20
            );
        }
    }

    function testOnlyTheAccreditedBodyRenewsAndOnlyWhatMayBe() public {
        Renew memory a = renewal(FAR + 1);
        expect(abi.encodeWithSelector(ICertificateRegistry.CertificateUnknown.selector, CERTIFICATE));
        send(a);
        certify();
        admit(ACCREDITOR_1, "body-2", CERTIFIER);
        a = renewal(FAR + 1);
        (a.actor, a.nonce) = ("body-2", 0);
        expect(abi.encodeWithSelector(ICertificateRegistry.NotBody.selector, CERTIFICATE, bytes32("body-2"), BODY_1));
        send(a);
        a = renewal(FAR);
        expect(abi.encodeWithSelector(ICertificateRegistry.RenewalNotLonger.selector, CERTIFICATE, FAR, FAR));
        send(a);
        a = renewal(FAR + 1);
        a.reason = "";
        expect(abi.encodeWithSelector(IActs.ReasonLengthOutOfRange.selector, 0, 1, 280));
        send(a);
        a = renewal(FAR + 1);
        a.documentHash = 0;
        expect(abi.encodeWithSelector(IActs.ZeroValue.selector, "documentHash"));
        send(a);
        setStatus(BODY_1, SUSPENDED, "reason");
        expect(abi.encodeWithSelector(ICertificateRegistry.CertificateNotRenewable.selector, CERTIFICATE, SUSPENDED));
        send(renewal(FAR + 1));
        setAccreditation(ACCREDITOR_1, BODY_1, true, "reason");
        expect(abi.encodeWithSelector(IAccreditations.NotAccredited.selector, BODY_1, ORGANIC, START));
        send(renewal(FAR + 1));
        setStatus(BODY_1, WITHDRAWN, "reason");
        setAccreditation(ACCREDITOR_1, BODY_1, false, "reason");
        expect(
            abi.encodeWithSelector(ICertificateRegistry.CertificateFinal.selector, CERTIFICATE, WITHDRAWN, IN_FORCE)
        );
        send(renewal(FAR + 1));
    }

    // Reduction

    function testAVolumeIsLoweredToWhatIsUsedAndNoFurther() public {
        setConversion(LEAF, TEA, 1, 1);
        certify();
        grow("leaf", 3000);
        openBatch(FACTORY_1, "tea", TEA);
        drawBatch(FACTORY_1, "leaf", "tea", 400, 400, CERTIFICATE);
        expect(abi.encodeWithSelector(ICertificateRegistry.VolumeBelowUsed.selector, CERTIFICATE, TEA, 400, 399));
        send(lowered(TEA, 399));
        expect(abi.encodeWithSelector(ICertificateRegistry.VolumeNotReduced.selector, CERTIFICATE, TEA, 1000, 1000));
        send(lowered(TEA, 1000));
        send(lowered(TEA, 400));
        vm.assertTrue(certificates.covers(CERTIFICATE, TEA, one(PLOT)));
        expect(abi.encodeWithSelector(ICertificateRegistry.CertificateVolumeExceeded.selector, CERTIFICATE, TEA, 1, 0));
        drawBatch(FACTORY_1, "leaf", "tea", 1, 1, CERTIFICATE);
        send(lowered(TEA, 0));
        vm.assertEq(certificates.volumeOf(CERTIFICATE, TEA), 400);
        vm.assertFalse(certificates.covers(CERTIFICATE, TEA, one(PLOT)));
        expect(abi.encodeWithSelector(ICertificateRegistry.NotInScope.selector, CERTIFICATE, TEA));
        send(lowered(TEA, 0));
    }

    function testAReductionTakesSomethingAwayAndLeavesAProductAndAPlot() public {
        certify();
        ReduceScope memory a = reduction();
        expect(abi.encodeWithSelector(ICertificateRegistry.ScopeUnchanged.selector, CERTIFICATE));
        send(a);
        a = reduction();
        a.plots = one(PLOT);
        expect(abi.encodeWithSelector(ICertificateRegistry.ScopeEmpty.selector, CERTIFICATE));
        send(a);
        a = reduction();
        a.plots = one("another plot");
        expect(abi.encodeWithSelector(ICertificateRegistry.NotInScope.selector, CERTIFICATE, bytes32("another plot")));
        send(a);
        a = reduction();
        a.products = draft().products;
        a.volumes = new uint64[](3);
        expect(abi.encodeWithSelector(ICertificateRegistry.ScopeEmpty.selector, CERTIFICATE));
        send(a);
        a = reduction();
        a.products = one(TEA);
        expect(abi.encodeWithSelector(ICertificateRegistry.VolumesMismatch.selector, 1, 0));
        send(a);
        a = lowered(TEA, 0);
        a.reason = "";
        expect(abi.encodeWithSelector(IActs.ReasonLengthOutOfRange.selector, 0, 1, 280));
        send(a);
        setStatus(BODY_1, WITHDRAWN, "reason");
        a = lowered(TEA, 0);
        expect(
            abi.encodeWithSelector(ICertificateRegistry.CertificateFinal.selector, CERTIFICATE, WITHDRAWN, WITHDRAWN)
        );
        send(a);
    }

    function testAnExpiredCertificateIsNotReducedAndASuspendedOneIs() public {
        accredit(ACCREDITOR_1, BODY_1, ORGANIC, 0, FAR);
        Issue memory d = draft();
        d.validTo = START + 10;
        send(d);
        setStatus(BODY_1, SUSPENDED, "reason");
        setAccreditation(ACCREDITOR_1, BODY_1, true, "reason");
        send(lowered(TEA, 500));
        vm.warp(START + 11);
        expect(abi.encodeWithSelector(ICertificateRegistry.CertificateFinal.selector, CERTIFICATE, EXPIRED, EXPIRED));
        send(lowered(TEA, 400));
    }

    function testNobodyButTheLedgerDebits() public {
        certify();
        vm.expectRevert(
            abi.encodeWithSelector(ICertificateRegistry.NotBatchLedger.selector, address(this), address(ledger))
        );
        certificates.debit(CERTIFICATE, TEA, 1);
    }

    /// @dev A slow model: status, since and what is covered in every second, written down while it happens.
    function testFuzzStatusAndScopeAtEveryPastSecondMatchTheModel(uint256 seed) public {
        accredit(ACCREDITOR_1, BODY_1, ORGANIC, 0, FAR);
        (uint64 to, uint64 since) = (START + 10, START);
        (uint8 set, bool tea, bool plot) = (IN_FORCE, true, true);
        uint256[] memory model = new uint256[](64);
        for (uint64 i; i < 64; ++i) {
            uint64 time = START + i;
            vm.warp(time);
            uint256 dice = i == 0 ? 0 : uint256(keccak256(abi.encode(seed, i))) % 16;
            if (i == 0) {
                Issue memory a = draft();
                (a.plots, a.validTo) = (two(), to);
                send(a);
            } else if (dice < 3 && set == IN_FORCE) {
                to = (to > time ? to : time) + 1 + uint64(dice) * 3;
                Renew memory a = renewal(to);
                a.plots = two();
                send(a);
                (since, tea, plot) = (time, true, true);
            } else if (dice == 4 && set <= SUSPENDED && time <= to) {
                set = set == IN_FORCE ? SUSPENDED : IN_FORCE;
                // To restore, the body must be accredited for what is left: it is.
                setStatus(BODY_1, set, "reason");
                since = time;
            } else if (dice == 5 && set <= SUSPENDED && time <= to && tea) {
                send(lowered(TEA, 0));
                tea = false;
            } else if (dice == 6 && set <= SUSPENDED && time <= to && plot) {
                ReduceScope memory a = reduction();
                a.plots = one("plot-2");
                send(a);
                plot = false;
            } else if (dice == 7 && i > 48 && set <= SUSPENDED) {
                setStatus(BODY_1, WITHDRAWN, "reason");
                (set, since) = (WITHDRAWN, time);
            }
            bool over = set != WITHDRAWN && time > to;
            model[i] = uint256(over ? to + 1 : since) << 16;
            model[i] |= uint256(over ? EXPIRED : set) << 8;
            model[i] |= (tea ? 1 : 0) | (plot ? 2 : 0);
        }
        for (uint64 i; i < 64; ++i) {
            (uint8 status, uint64 held, ) = certificates.statusAt(CERTIFICATE, START + i);
            uint256 found = (uint256(held) << 16) | (uint256(status) << 8);
            if (certificates.coversAt(CERTIFICATE, TEA, one(PLOT), START + i)) found |= 1;
            if (certificates.coversAt(CERTIFICATE, LEAF, one("plot-2"), START + i)) found |= 2;
            vm.assertEq(found, model[i]);
        }
        vm.assertFalse(certificates.coversAt(CERTIFICATE, LEAF, one(PLOT), START - 1));
    }

    function accreditFor(bytes32 product) private {
        Accredit memory a = accreditation(ACCREDITOR_1, BODY_1, ORGANIC, 0, FAR);
        a.products = one(product);
        send(a);
    }

    function lowered(bytes32 product, uint64 grams) private returns (ReduceScope memory a) {
        a = reduction();
        a.products = one(product);
        a.volumes = new uint64[](1);
        a.volumes[0] = grams;
    }

    function outside(bytes32 product) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IAccreditations.ProductNotAccredited.selector, BODY_1, ORGANIC, product);
    }

    function two() private pure returns (bytes32[] memory list) {
        list = new bytes32[](2);
        (list[0], list[1]) = (PLOT, "plot-2");
    }
}
