// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IActs} from "../../contracts/interfaces/IActs.sol";
import {IAccreditations} from "../../contracts/interfaces/IAccreditations.sol";
import {ICertificateRegistry} from "../../contracts/interfaces/ICertificateRegistry.sol";
import {Accredit, Issue} from "../../contracts/types/CertificateActs.sol";
import {ACCREDITOR, CERTIFIER, GROWER, OPERATOR} from "../../contracts/types/Roles.sol";
import {vm} from "./Vm.sol";
import {World} from "./World.sol";

contract CertificateRegistryTest is World {
    uint8 private constant NONE = 0;
    uint8 private constant IN_FORCE = 1;
    uint8 private constant SUSPENDED = 2;
    uint8 private constant WITHDRAWN = 3;
    uint8 private constant CANCELLED = 4;
    uint8 private constant EXPIRED = 5;

    // Accreditation

    function testOnlyAnAccreditorAccredits() public {
        expect(abi.encodeWithSelector(IActs.RoleMissing.selector, OPERATOR_1, ACCREDITOR, OPERATOR));
        accredit(OPERATOR_1, BODY_1, ORGANIC, 0, FAR);
        expect(abi.encodeWithSelector(IActs.RoleMissing.selector, BODY_1, ACCREDITOR, CERTIFIER));
        setAccreditation(BODY_1, BODY_1, true, "reason");
    }

    function testOnlyACertifierIsAccredited() public {
        expect(abi.encodeWithSelector(IAccreditations.NotCertifier.selector, GROWER_1));
        accredit(ACCREDITOR_1, GROWER_1, ORGANIC, 0, FAR);
    }

    function testAnAccreditationNamesASchemeAndADocument() public {
        expect(abi.encodeWithSelector(IActs.ZeroValue.selector, "scheme"));
        accredit(ACCREDITOR_1, BODY_1, 0, 0, FAR);
        expect(abi.encodeWithSelector(IActs.ZeroValue.selector, "documentHash"));
        Accredit memory a = accreditation(ACCREDITOR_1, BODY_1, ORGANIC, 0, FAR);
        a.documentHash = 0;
        send(a);
        expect(abi.encodeWithSelector(IActs.WindowEmpty.selector, 2, 1));
        accredit(ACCREDITOR_1, BODY_1, ORGANIC, 2, 1);
        expect(abi.encodeWithSelector(IActs.WindowOver.selector, 1, START));
        accredit(ACCREDITOR_1, BODY_1, ORGANIC, 1, 1);
    }

    function testAnAccreditationStaysWithItsAccreditor() public {
        actors.enrol("accreditor-2", signerOf("accreditor-2"), ACCREDITOR, 0, FAR);
        accredit(ACCREDITOR_1, BODY_1, ORGANIC, 0, FAR);
        bytes memory refusal = abi.encodeWithSelector(
            IAccreditations.AccreditationByAnother.selector,
            BODY_1,
            ORGANIC,
            bytes32("accreditor-2"),
            ACCREDITOR_1
        );
        expect(refusal);
        accredit("accreditor-2", BODY_1, ORGANIC, 0, FAR);
        expect(refusal);
        setAccreditation("accreditor-2", BODY_1, true, "reason");
    }

    function testAnUnknownAccreditationIsNotChangedAndAKnownOneNotTwice() public {
        expect(abi.encodeWithSelector(IAccreditations.AccreditationUnknown.selector, BODY_1, ORGANIC));
        setAccreditation(ACCREDITOR_1, BODY_1, true, "reason");
        accredit(ACCREDITOR_1, BODY_1, ORGANIC, 0, FAR);
        expect(abi.encodeWithSelector(IAccreditations.AccreditationUnchanged.selector, BODY_1, ORGANIC, false));
        setAccreditation(ACCREDITOR_1, BODY_1, false, "reason");
        setAccreditation(ACCREDITOR_1, BODY_1, true, "reason");
        expect(abi.encodeWithSelector(IAccreditations.AccreditationUnchanged.selector, BODY_1, ORGANIC, true));
        setAccreditation(ACCREDITOR_1, BODY_1, true, "reason");
        expect(abi.encodeWithSelector(IActs.ReasonLengthOutOfRange.selector, 281, 1, 280));
        setAccreditation(ACCREDITOR_1, BODY_1, false, text(281));
    }

    function testFuzzAccreditedAtEveryPastSecondMatchesTheModel(uint256 seed) public {
        bool[] memory model = new bool[](48);
        bool known;
        bool suspended;
        uint64 from;
        uint64 to;
        for (uint64 i; i < 48; ++i) {
            uint64 time = START + i;
            vm.warp(time);
            uint256 dice = uint256(keccak256(abi.encode(seed, i)));
            if (dice % 8 == 0) {
                (known, suspended) = (true, false);
                to = time + uint64((dice >> 8) % 16);
                from = to - uint64((dice >> 16) % 20);
                accredit(ACCREDITOR_1, BODY_1, ORGANIC, from, to);
            } else if (dice % 4 == 1 && known) {
                suspended = !suspended;
                setAccreditation(ACCREDITOR_1, BODY_1, suspended, "reason");
            }
            model[i] = known && !suspended && time >= from && time <= to;
            vm.assertTrue(certificates.accreditedAt(BODY_1, ORGANIC, time) == model[i]);
            mayIssueIff(model[i], bytes32(uint256(i + 1)));
        }
        for (uint64 i; i < 48; ++i) {
            vm.assertTrue(certificates.accreditedAt(BODY_1, ORGANIC, START + i) == model[i]);
        }
        vm.assertFalse(certificates.accreditedAt(BODY_1, ORGANIC, START - 1));
        vm.assertFalse(certificates.accreditedAt(BODY_1, "other", START));
    }

    // Issue

    function testOnlyACertifierIssues() public {
        accredit(ACCREDITOR_1, BODY_1, ORGANIC, 0, FAR);
        Issue memory a = draft();
        (a.actor, a.nonce) = (GROWER_1, 0);
        expect(abi.encodeWithSelector(IActs.RoleMissing.selector, GROWER_1, CERTIFIER, GROWER));
        send(a);
    }

    function testFuzzABodyAccreditedForOneSchemeIssuesNoOther(bytes32 scheme) public {
        vm.assume(scheme != ORGANIC);
        accredit(ACCREDITOR_1, BODY_1, ORGANIC, 0, FAR);
        Issue memory a = draft();
        a.scheme = scheme;
        expect(abi.encodeWithSelector(IAccreditations.NotAccredited.selector, BODY_1, scheme, START));
        send(a);
    }

    function testARevokedCertifierIssuesNothing() public {
        accredit(ACCREDITOR_1, BODY_1, ORGANIC, 0, FAR);
        revoke(ACCREDITOR_1, BODY_1, "reason");
        expect(abi.encodeWithSelector(IActs.RoleMissing.selector, BODY_1, CERTIFIER, 0));
        send(draft());
    }

    function testFuzzWhatWasIssuedIsWhatIsRead(uint64[3] memory volumes, uint8 count, uint64 from) public {
        accredit(ACCREDITOR_1, BODY_1, ORGANIC, 0, FAR);
        Issue memory a = draft();
        for (uint256 i; i < 3; ++i) a.volumes[i] = volumes[i] == 0 ? 1 : volumes[i];
        a.plots = new bytes32[](1 + (count % 64));
        for (uint256 i; i < a.plots.length; ++i) a.plots[i] = keccak256(abi.encode(i));
        a.validFrom = from % FAR;
        send(a);
        ICertificateRegistry.Certificate memory c = certificates.certificateOf(CERTIFICATE);
        vm.assertEq(c.body, BODY_1);
        vm.assertEq(c.holder, GROWER_1);
        vm.assertEq(c.scheme, ORGANIC);
        vm.assertEq(c.validFrom, a.validFrom);
        vm.assertEq(c.validTo, FAR);
        vm.assertEq(c.documentHash, HASH);
        vm.assertEq(c.issuedAt, START);
        for (uint256 i; i < 3; ++i) vm.assertEq(certificates.volumeOf(CERTIFICATE, a.products[i]), a.volumes[i]);
        vm.assertTrue(certificates.covers(CERTIFICATE, TEA, a.plots));
        vm.assertFalse(certificates.covers(CERTIFICATE, "other", a.plots));
        a.plots[count % a.plots.length] ^= bytes32(uint256(1));
        vm.assertFalse(certificates.covers(CERTIFICATE, TEA, a.plots));
    }

    function testACertificateIsIssuedOnce() public {
        certify();
        expect(abi.encodeWithSelector(ICertificateRegistry.CertificateExists.selector, CERTIFICATE, BODY_1));
        send(draft());
    }

    function testFuzzProductsAreBounded(uint8 count) public {
        count %= 65;
        Accredit memory all = accreditation(ACCREDITOR_1, BODY_1, ORGANIC, 0, FAR);
        all.products = new bytes32[](64);
        for (uint256 i; i < 64; ++i) all.products[i] = bytes32(i + 1);
        send(all);
        Issue memory a = draft();
        a.products = new bytes32[](count);
        a.volumes = new uint64[](count);
        for (uint256 i; i < count; ++i) (a.products[i], a.volumes[i]) = (bytes32(i + 1), 1);
        if (count == 0 || count > 16) {
            expect(abi.encodeWithSelector(IAccreditations.CountOutOfRange.selector, "products", count, 1, 16));
        }
        send(a);
    }

    function testFuzzPlotsAreBounded(uint8 count) public {
        accredit(ACCREDITOR_1, BODY_1, ORGANIC, 0, FAR);
        Issue memory a = draft();
        a.plots = new bytes32[](count);
        if (count == 0 || count > 64) {
            expect(abi.encodeWithSelector(IAccreditations.CountOutOfRange.selector, "plots", count, 1, 64));
        }
        send(a);
    }

    function testEveryProductHasOneVolumeAboveZero() public {
        accredit(ACCREDITOR_1, BODY_1, ORGANIC, 0, FAR);
        Issue memory a = draft();
        a.volumes = new uint64[](2);
        expect(abi.encodeWithSelector(ICertificateRegistry.VolumesMismatch.selector, 3, 2));
        send(a);
        a = draft();
        a.volumes[1] = 0;
        expect(abi.encodeWithSelector(ICertificateRegistry.VolumeZero.selector, CERTIFICATE, TEA));
        send(a);
        a = draft();
        a.products[2] = TEA;
        expect(abi.encodeWithSelector(ICertificateRegistry.ProductRepeated.selector, CERTIFICATE, TEA));
        send(a);
    }

    function testACertificateHasAnIdAHolderAndADocument() public {
        accredit(ACCREDITOR_1, BODY_1, ORGANIC, 0, FAR);
        Issue memory a = draft();
        a.certificate = 0;
        expect(abi.encodeWithSelector(IActs.ZeroValue.selector, "certificate"));
        send(a);
        a = draft();
        a.holder = 0;
        expect(abi.encodeWithSelector(IActs.ZeroValue.selector, "holder"));
        send(a);
        a = draft();
        a.documentHash = 0;
        expect(abi.encodeWithSelector(IActs.ZeroValue.selector, "documentHash"));
        send(a);
    }

    // Status

    function testSuspendedAndInForceFollowEachOther() public {
        certify();
        for (uint256 i; i < 3; ++i) {
            setStatus(BODY_1, SUSPENDED, "complaint");
            vm.assertEq(certificates.status(CERTIFICATE), SUSPENDED);
            setStatus(BODY_1, IN_FORCE, "settled");
            vm.assertEq(certificates.status(CERTIFICATE), IN_FORCE);
        }
    }

    function testFuzzWithdrawnAndCancelledAreFinal(bool cancelled, bool suspendedBefore, uint8 next) public {
        certify();
        uint8 last = cancelled ? CANCELLED : WITHDRAWN;
        next = 1 + (next % 4);
        if (suspendedBefore) setStatus(BODY_1, SUSPENDED, "complaint");
        setStatus(BODY_1, last, "fraud");
        expect(abi.encodeWithSelector(ICertificateRegistry.CertificateFinal.selector, CERTIFICATE, last, next));
        setStatus(BODY_1, next, "second thoughts");
        vm.warp(FAR + 1);
        vm.assertEq(certificates.status(CERTIFICATE), last);
    }

    function testAnExpiredCertificateIsOnlyWithdrawnOrCancelled() public {
        accredit(ACCREDITOR_1, BODY_1, ORGANIC, 0, FAR);
        Issue memory a = draft();
        a.validTo = START + 10;
        send(a);
        vm.warp(START + 10);
        vm.assertEq(certificates.status(CERTIFICATE), IN_FORCE);
        vm.warp(START + 11);
        vm.assertEq(certificates.status(CERTIFICATE), EXPIRED);
        expect(abi.encodeWithSelector(ICertificateRegistry.CertificateFinal.selector, CERTIFICATE, EXPIRED, IN_FORCE));
        setStatus(BODY_1, IN_FORCE, "reason");
        expect(abi.encodeWithSelector(ICertificateRegistry.CertificateFinal.selector, CERTIFICATE, EXPIRED, SUSPENDED));
        setStatus(BODY_1, SUSPENDED, "reason");
        setStatus(BODY_1, WITHDRAWN, "reason");
        vm.assertEq(certificates.status(CERTIFICATE), WITHDRAWN);
    }

    function testFuzzNoActLeadsToAnotherStatus(uint8 next) public {
        vm.assume(next == 0 || next > 4);
        certify();
        expect(abi.encodeWithSelector(ICertificateRegistry.StatusNotSettable.selector, next));
        setStatus(BODY_1, next, "reason");
    }

    function testAStatusIsNotSetTwice() public {
        certify();
        expect(abi.encodeWithSelector(ICertificateRegistry.StatusUnchanged.selector, CERTIFICATE, IN_FORCE));
        setStatus(BODY_1, IN_FORCE, "reason");
    }

    function testOnlyTheBodyRestoresAndOnlyItAndItsAccreditorStop() public {
        certify();
        admit(ACCREDITOR_1, "body-2", CERTIFIER);
        for (uint8 next = 1; next <= 4; ++next) {
            expect(
                abi.encodeWithSelector(ICertificateRegistry.NotBody.selector, CERTIFICATE, bytes32("body-2"), BODY_1)
            );
            setStatus("body-2", next, "reason");
        }
        setStatus(ACCREDITOR_1, SUSPENDED, "reason");
        expect(abi.encodeWithSelector(ICertificateRegistry.NotBody.selector, CERTIFICATE, ACCREDITOR_1, BODY_1));
        setStatus(ACCREDITOR_1, IN_FORCE, "reason");
        expect(abi.encodeWithSelector(IActs.RoleMissing.selector, GROWER_1, CERTIFIER | ACCREDITOR, GROWER));
        setStatus(GROWER_1, WITHDRAWN, "reason");
    }

    function testABodyWhoseAccreditationIsSuspendedStopsButDoesNotRestore() public {
        certify();
        setAccreditation(ACCREDITOR_1, BODY_1, true, "audit failed");
        setStatus(BODY_1, SUSPENDED, "reason");
        expect(abi.encodeWithSelector(IAccreditations.NotAccredited.selector, BODY_1, ORGANIC, START));
        setStatus(BODY_1, IN_FORCE, "reason");
    }

    function testAnUnknownCertificateHasNoStatus() public {
        expect(abi.encodeWithSelector(ICertificateRegistry.CertificateUnknown.selector, CERTIFICATE));
        setStatus(BODY_1, SUSPENDED, "reason");
        vm.assertEq(certificates.status(CERTIFICATE), NONE);
        vm.assertFalse(certificates.covers(CERTIFICATE, TEA, new bytes32[](0)));
    }

    function testAStatusChangeHasAReason() public {
        certify();
        expect(abi.encodeWithSelector(IActs.ReasonLengthOutOfRange.selector, 0, 1, 280));
        setStatus(BODY_1, SUSPENDED, "");
    }

    /// @dev A slow model: status, since and reason of every second, written down while it happens.
    function testFuzzStatusAtEveryPastSecondMatchesTheModel(uint256 seed) public {
        accredit(ACCREDITOR_1, BODY_1, ORGANIC, 0, FAR);
        uint64 issuedAt = START + uint64(seed % 8);
        uint64 from = START + uint64((seed >> 8) % 24);
        uint64 to = START + 24 + uint64((seed >> 16) % 24);
        uint256[] memory model = new uint256[](64);
        bytes32[] memory reasons = new bytes32[](64);
        uint8 set;
        uint64 since;
        bytes32 reason;
        for (uint64 i; i < 64; ++i) {
            uint64 time = START + i;
            vm.warp(time);
            uint256 dice = uint256(keccak256(abi.encode(seed, i)));
            if (time == issuedAt) {
                Issue memory a = draft();
                (a.validFrom, a.validTo) = (from, to);
                send(a);
                (set, since) = (IN_FORCE, time);
            } else if (set == IN_FORCE || set == SUSPENDED) {
                uint8 next = dice % 4 == 0 ? (set == IN_FORCE ? SUSPENDED : IN_FORCE) : 0;
                if (dice % 32 == 1) next = WITHDRAWN;
                if (time > to && next < WITHDRAWN) next = 0;
                if (next != 0) {
                    string memory told = text(1 + (dice % 9));
                    setStatus(BODY_1, next, told);
                    (set, since, reason) = (next, time, sha256(bytes(told)));
                }
            }
            (model[i], reasons[i]) = slow(set, since, reason, time, from, to);
        }
        for (uint64 i; i < 64; ++i) {
            (uint8 status, uint64 held, bytes32 hash) = certificates.statusAt(CERTIFICATE, START + i);
            vm.assertEq((uint256(held) << 8) | status, model[i]);
            vm.assertEq(hash, reasons[i]);
        }
    }

    function slow(
        uint8 set,
        uint64 since,
        bytes32 reason,
        uint64 time,
        uint64 from,
        uint64 to
    ) private pure returns (uint256, bytes32) {
        if (set == WITHDRAWN || set == CANCELLED) return ((uint256(since) << 8) | set, reason);
        if (set == NONE) return (0, 0);
        if (time > to) return ((uint256(to + 1) << 8) | EXPIRED, 0);
        if (set == SUSPENDED) return ((uint256(since) << 8) | set, reason);
        if (time < from) return (0, 0);
        return ((uint256(since < from ? from : since) << 8) | IN_FORCE, reason);
    }

    function mayIssueIff(bool accredited, bytes32 certificate) private {
        Issue memory a = draft();
        a.certificate = certificate;
        if (!accredited) {
            uint256 time = vm.getBlockTimestamp();
            expect(abi.encodeWithSelector(IAccreditations.NotAccredited.selector, BODY_1, ORGANIC, time));
        }
        send(a);
    }
}
