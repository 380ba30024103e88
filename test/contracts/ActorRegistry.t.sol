// SPDX-License-Identifier: Apache-2.0
// solhint-disable one-contract-per-file
pragma solidity 0.8.37;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {IActorRegistry} from "../../contracts/interfaces/IActorRegistry.sol";
import {IActs} from "../../contracts/interfaces/IActs.sol";
import {Rotate} from "../../contracts/types/ActorActs.sol";
import {
    ACCREDITOR,
    CERTIFIER,
    FACTORY,
    GROWER,
    LABORATORY,
    OPERATOR,
    OPERATOR_GRANTS,
    PACKER,
    REGULATOR,
    ROOT_ROLES
} from "../../contracts/types/Roles.sol";
import {vm} from "./Vm.sol";
import {World} from "./World.sol";

contract Wallet1271 {
    bytes32 private immutable ACCEPTED;

    constructor(bytes32 digest) {
        ACCEPTED = digest;
    }

    function isValidSignature(bytes32 digest, bytes calldata) external view returns (bytes4) {
        return digest == ACCEPTED ? this.isValidSignature.selector : bytes4(0);
    }
}

contract ActorRegistryTest is World {
    // Acts

    function testAnActSentTwiceIsRefusedTheSecondTime() public {
        Rotate memory a = Rotate(GROWER_1, signerOf(STRANGER), 0, START);
        bytes memory signature = signed(address(actors), GROWER_1, this.hashRotate(a));
        actors.rotate(a, signature);
        vm.expectRevert(abi.encodeWithSelector(IActs.NonceMismatch.selector, GROWER_1, 0, 1));
        actors.rotate(a, signature);
    }

    function testFuzzANonceOutOfTurnIsRefused(uint256 n) public {
        vm.assume(n != 0);
        Rotate memory a = Rotate(GROWER_1, signerOf(STRANGER), n, START);
        bytes memory signature = signed(address(actors), GROWER_1, this.hashRotate(a));
        vm.expectRevert(abi.encodeWithSelector(IActs.NonceMismatch.selector, GROWER_1, n, 0));
        actors.rotate(a, signature);
    }

    function testFuzzAnActIsGoodUntilItsDeadlineAndNotAfter(uint32 late) public {
        uint64 deadline = START + 100;
        vm.warp(deadline);
        withDeadline(deadline);
        rotate(GROWER_1, signerOf(STRANGER));
        uint256 later = deadline + 1 + uint256(late);
        vm.warp(later);
        withDeadline(deadline);
        expect(abi.encodeWithSelector(IActs.ActExpired.selector, deadline, later));
        rotate(FACTORY_1, signerOf(STRANGER));
    }

    function testFuzzASignatureByAnyOtherKeyIsRefused(uint128 key, bool p256) public {
        isP256[GROWER_1] = p256;
        if (p256) readmit(GROWER_1);
        vm.assume(key != 0 && key != keyOf(GROWER_1));
        Rotate memory a = Rotate(GROWER_1, signerOf(STRANGER), 0, START);
        bytes32 digest = digestOf(address(actors), this.hashRotate(a));
        keys[GROWER_1] = key;
        bytes memory signature = sign(GROWER_1, digest);
        vm.expectRevert(abi.encodeWithSelector(IActs.SignatureWrong.selector, GROWER_1, digest));
        actors.rotate(a, signature);
    }

    function testFuzzASignatureOverAnyOtherActIsRefused(bytes32 other) public {
        Rotate memory a = Rotate(GROWER_1, signerOf(STRANGER), 0, START);
        bytes32 digest = digestOf(address(actors), this.hashRotate(a));
        vm.assume(other != digest);
        bytes memory signature = sign(GROWER_1, other);
        vm.expectRevert(abi.encodeWithSelector(IActs.SignatureWrong.selector, GROWER_1, digest));
        actors.rotate(a, signature);
    }

    function testAnActForAnotherContractIsRefused() public {
        Rotate memory a = Rotate(GROWER_1, signerOf(STRANGER), 0, START);
        bytes memory signature = signed(address(ledger), GROWER_1, this.hashRotate(a));
        bytes32 digest = digestOf(address(actors), this.hashRotate(a));
        vm.expectRevert(abi.encodeWithSelector(IActs.SignatureWrong.selector, GROWER_1, digest));
        actors.rotate(a, signature);
    }

    function testFuzzAP256KeyActsAndEveryFlippedBitOfItsSignatureIsRefused(uint128 key, uint16 bit) public {
        vm.assume(key != 0);
        keys[STRANGER] = key;
        isP256[STRANGER] = true;
        admit(OPERATOR_1, STRANGER, GROWER);
        Rotate memory a = Rotate(STRANGER, signerOf(FACTORY_1), 0, START);
        bytes32 digest = digestOf(address(actors), this.hashRotate(a));
        bytes memory good = sign(STRANGER, digest);
        bytes memory bad = bytes.concat(good);
        bad[(bit / 8) % 64] ^= bytes1(uint8(1 << (bit % 8)));
        vm.expectRevert(abi.encodeWithSelector(IActs.SignatureWrong.selector, STRANGER, digest));
        actors.rotate(a, bad);
        vm.expectRevert(abi.encodeWithSelector(IActs.SignatureWrong.selector, STRANGER, digest));
        actors.rotate(a, bytes.concat(good, hex"00"));
        actors.rotate(a, good);
        vm.assertEq(actors.signerOf(STRANGER), signerOf(FACTORY_1));
    }

    function testFuzzTheHighTwinOfAP256SignatureIsRefused(uint128 key) public {
        vm.assume(key != 0);
        keys[STRANGER] = key;
        isP256[STRANGER] = true;
        (uint256 x, uint256 y) = vm.publicKeyP256(key);
        bytes memory point = abi.encodePacked(x, y);
        bytes memory good = sign(STRANGER, "digest");
        vm.assertTrue(verifier.verify(point, "digest", good) == verifier.verify.selector);
        (bytes32 r, bytes32 s) = abi.decode(good, (bytes32, bytes32));
        uint256 n = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551;
        vm.assertTrue(verifier.verify(point, "digest", abi.encode(r, n - uint256(s))) == 0xffffffff);
        vm.assertTrue(verifier.verify(abi.encodePacked(point, hex"00"), "digest", good) == 0xffffffff);
        vm.assertTrue(verifier.verify(hex"", "digest", good) == 0xffffffff);
    }

    function testAWalletContractActsByErc1271() public {
        Rotate memory a = Rotate(STRANGER, signerOf(FACTORY_1), 0, START);
        Wallet1271 wallet = new Wallet1271(digestOf(address(actors), this.hashRotate(a)));
        admit(OPERATOR_1, STRANGER, abi.encodePacked(wallet), GROWER, 0, FAR);
        actors.rotate(a, "");
        vm.assertEq(actors.signerOf(STRANGER), signerOf(FACTORY_1));
    }

    function testFuzzAnyoneMayRelay(address relay) public {
        Rotate memory a = Rotate(GROWER_1, signerOf(STRANGER), 0, START);
        bytes memory signature = signed(address(actors), GROWER_1, this.hashRotate(a));
        vm.prank(relay);
        actors.rotate(a, signature);
        vm.assertEq(actors.signerOf(GROWER_1), signerOf(STRANGER));
    }

    // Enrolment and admission

    function testFuzzOnlyTheAdminEnrolsAndDismisses(address other) public {
        vm.assume(other != address(this));
        bytes memory refusal = abi.encodeWithSelector(
            IAccessControl.AccessControlUnauthorizedAccount.selector,
            other,
            bytes32(0)
        );
        vm.expectRevert(refusal);
        vm.prank(other);
        actors.enrol(STRANGER, hex"", OPERATOR, 0, FAR);
        vm.expectRevert(refusal);
        vm.prank(other);
        actors.dismiss(OPERATOR_1, "reason");
    }

    function testFuzzTheAdminEnrolsRootRolesOnly(uint32 roles) public {
        bytes memory signer = signerOf(STRANGER);
        if (roles == 0 || roles & ~(OPERATOR | ACCREDITOR | REGULATOR) != 0) {
            vm.expectRevert(abi.encodeWithSelector(IActorRegistry.RolesNotGrantable.selector, roles, ROOT_ROLES));
        }
        actors.enrol(STRANGER, signer, roles, 0, FAR);
    }

    function testFuzzAnOperatorGrantsItsFourRolesOnly(uint32 roles) public {
        if (roles == 0 || roles & ~(GROWER | FACTORY | PACKER | LABORATORY) != 0) {
            expect(abi.encodeWithSelector(IActorRegistry.RolesNotGrantable.selector, roles, OPERATOR_GRANTS));
        }
        admit(OPERATOR_1, STRANGER, roles);
    }

    function testFuzzAnAccreditorGrantsCertifierOnly(uint32 roles) public {
        if (roles != CERTIFIER) {
            expect(abi.encodeWithSelector(IActorRegistry.RolesNotGrantable.selector, roles, CERTIFIER));
        }
        admit(ACCREDITOR_1, STRANGER, roles);
    }

    function testNobodyElseAdmitsOrRevokes() public {
        bytes32[6] memory others = [REGULATOR_1, BODY_1, GROWER_1, FACTORY_1, PACKER_1, LABORATORY_1];
        uint32[6] memory held = [REGULATOR, CERTIFIER, GROWER, FACTORY, PACKER, LABORATORY];
        for (uint256 i; i < 6; ++i) {
            bytes memory refusal = abi.encodeWithSelector(
                IActs.RoleMissing.selector,
                others[i],
                OPERATOR | ACCREDITOR,
                held[i]
            );
            expect(refusal);
            admit(others[i], STRANGER, GROWER);
            expect(refusal);
            revoke(others[i], GROWER_1, "reason");
        }
    }

    function testAnUnknownActorIsNobody() public {
        expect(abi.encodeWithSelector(IActs.RoleMissing.selector, STRANGER, type(uint32).max, 0));
        rotate(STRANGER, signerOf(GROWER_1));
        (, uint32 roles, , uint64 validTo, , ) = actors.actorOf(STRANGER);
        vm.assertEq(roles, 0);
        vm.assertEq(validTo, 0);
    }

    function testFuzzASignerHas20To1024Bytes(uint16 length) public {
        length %= 1100;
        bytes memory signer = new bytes(length);
        bytes memory refusal = abi.encodeWithSelector(IActorRegistry.SignerLengthOutOfRange.selector, length, 20, 1024);
        bool wrong = length < 20 || length > 1024;
        if (wrong) expect(refusal);
        admit(OPERATOR_1, STRANGER, signer, GROWER, 0, FAR);
        if (wrong) expect(refusal);
        rotate(GROWER_1, signer);
    }

    function testFuzzAWindowBeginsBeforeItEndsAndIsNotOver(uint64 from, uint64 to) public {
        if (from > to) expect(abi.encodeWithSelector(IActs.WindowEmpty.selector, from, to));
        else if (to < START) expect(abi.encodeWithSelector(IActs.WindowOver.selector, to, START));
        admit(OPERATOR_1, STRANGER, signerOf(STRANGER), GROWER, from, to);
    }

    function testTheZeroIdIsNobody() public {
        expect(abi.encodeWithSelector(IActs.ZeroValue.selector, "subject"));
        admit(OPERATOR_1, 0, GROWER);
    }

    function testAStandingActorIsNotAdmittedAgainUntilRevokedOrOver() public {
        expect(abi.encodeWithSelector(IActorRegistry.ActorStanding.selector, GROWER_1, FAR));
        admit(OPERATOR_1, GROWER_1, PACKER);
        revoke(OPERATOR_1, GROWER_1, "left");
        admit(OPERATOR_1, GROWER_1, signerOf(GROWER_1), PACKER, 0, START + 10);
        vm.warp(START + 10);
        expect(abi.encodeWithSelector(IActorRegistry.ActorStanding.selector, GROWER_1, START + 10));
        admit(OPERATOR_1, GROWER_1, GROWER);
        vm.warp(START + 11);
        admit(OPERATOR_1, GROWER_1, GROWER);
    }

    function testAnIdStaysWithWhoeverAdmittedIt() public {
        actors.enrol("operator-2", signerOf("operator-2"), OPERATOR, 0, FAR);
        expect(
            abi.encodeWithSelector(
                IActorRegistry.AdmittedByAnother.selector,
                GROWER_1,
                bytes32("operator-2"),
                OPERATOR_1
            )
        );
        revoke("operator-2", GROWER_1, "mine now");
        revoke(OPERATOR_1, GROWER_1, "left");
        expect(
            abi.encodeWithSelector(
                IActorRegistry.AdmittedByAnother.selector,
                GROWER_1,
                bytes32("operator-2"),
                OPERATOR_1
            )
        );
        admit("operator-2", GROWER_1, GROWER);
        bytes memory signer = signerOf(STRANGER);
        vm.expectRevert(
            abi.encodeWithSelector(IActorRegistry.AdmittedByAnother.selector, GROWER_1, bytes32(0), OPERATOR_1)
        );
        actors.enrol(GROWER_1, signer, OPERATOR, 0, FAR);
    }

    function testARevokedActorMayNothingAndIsNotRevokedTwice() public {
        revoke(OPERATOR_1, GROWER_1, "left");
        expect(abi.encodeWithSelector(IActs.RoleMissing.selector, GROWER_1, type(uint32).max, 0));
        rotate(GROWER_1, signerOf(STRANGER));
        expect(abi.encodeWithSelector(IActorRegistry.ActorNotStanding.selector, GROWER_1));
        revoke(OPERATOR_1, GROWER_1, "left");
        expect(abi.encodeWithSelector(IActorRegistry.ActorNotStanding.selector, STRANGER));
        revoke(OPERATOR_1, STRANGER, "left");
        vm.assertFalse(actors.isActive(GROWER_1, GROWER));
    }

    function testADismissedOperatorMayNothingAndItsAdmissionsStand() public {
        vm.expectRevert(
            abi.encodeWithSelector(IActorRegistry.AdmittedByAnother.selector, GROWER_1, bytes32(0), OPERATOR_1)
        );
        actors.dismiss(GROWER_1, "reason");
        actors.dismiss(OPERATOR_1, "key lost");
        expect(abi.encodeWithSelector(IActs.RoleMissing.selector, OPERATOR_1, OPERATOR | ACCREDITOR, 0));
        admit(OPERATOR_1, STRANGER, GROWER);
        vm.assertTrue(actors.isActive(GROWER_1, GROWER));
        keys[OPERATOR_1] = 77;
        actors.enrol(OPERATOR_1, signerOf(OPERATOR_1), OPERATOR, 0, FAR);
        admit(OPERATOR_1, STRANGER, GROWER);
    }

    function testFuzzAReasonHas1To280Bytes(uint16 length) public {
        length %= 400;
        if (length == 0 || length > 280) {
            expect(abi.encodeWithSelector(IActs.ReasonLengthOutOfRange.selector, length, 1, 280));
        }
        revoke(OPERATOR_1, GROWER_1, text(length));
    }

    function testASignerIsNotRotatedToItself() public {
        expect(abi.encodeWithSelector(IActorRegistry.SignerUnchanged.selector, GROWER_1));
        rotate(GROWER_1, signerOf(GROWER_1));
    }

    // History

    function testTheKeyOfAP256SignerIsTheHashOfItsRawPublicKey() public {
        isP256[STRANGER] = true;
        admit(OPERATOR_1, STRANGER, GROWER);
        (uint256 x, uint256 y) = vm.publicKeyP256(keyOf(STRANGER));
        (bytes32 keyHash, ) = actors.keyAt(STRANGER, START);
        vm.assertEq(keyHash, sha256(abi.encodePacked(hex"04", x, y)));

        // The same point behind another verifier is another signer.
        bytes memory other = abi.encodePacked(address(this), x, y);
        admit(OPERATOR_1, "stranger-2", other, GROWER, 0, FAR);
        (keyHash, ) = actors.keyAt("stranger-2", START);
        vm.assertEq(keyHash, sha256(other));
    }

    /// @dev A slow model: what counted in every second, written down while it happens.
    function testFuzzKeyAtEveryPastSecondMatchesTheModel(uint256 seed) public {
        bytes32[] memory modelKeys = new bytes32[](64);
        uint32[] memory modelRoles = new uint32[](64);
        bytes32 key;
        uint32 roles;
        uint64 from;
        uint64 to;
        for (uint64 i; i < 64; ++i) {
            uint64 time = START + i;
            vm.warp(time);
            uint256 dice = uint256(keccak256(abi.encode(seed, i)));
            bool active = roles != 0 && time >= from && time <= to;
            if (dice % 4 == 0 && (roles == 0 || time > to)) {
                keys[STRANGER] = (dice >> 64) | 1;
                roles = (dice >> 8) % 2 == 0 ? GROWER : FACTORY | PACKER;
                from = time - 3 + uint64((dice >> 16) % 6);
                to = time + 2 + uint64((dice >> 24) % 20);
                if (from > to) from = to;
                key = sha256(signerOf(STRANGER));
                admit(OPERATOR_1, STRANGER, signerOf(STRANGER), roles, from, to);
            } else if (dice % 4 == 1 && active) {
                uint256 next = (dice >> 64) | 1;
                rotate(STRANGER, abi.encodePacked(vm.addr(next)));
                keys[STRANGER] = next;
                key = sha256(signerOf(STRANGER));
            } else if (dice % 16 == 2 && roles != 0) {
                revoke(OPERATOR_1, STRANGER, "reason");
                roles = 0;
            }
            if (roles != 0 && time >= from && time <= to) (modelKeys[i], modelRoles[i]) = (key, roles);
            vm.assertTrue(actors.isActive(STRANGER, modelRoles[i]) == (modelRoles[i] != 0));
        }
        for (uint64 i; i < 64; ++i) {
            (bytes32 keyHash, uint32 held) = actors.keyAt(STRANGER, START + i);
            vm.assertEq(keyHash, modelKeys[i]);
            vm.assertEq(held, modelRoles[i]);
        }
        (bytes32 before, ) = actors.keyAt(STRANGER, START - 1);
        vm.assertEq(before, 0);
    }

    function testActorOfTellsTheLastAdmission() public {
        vm.warp(START + 5);
        revoke(OPERATOR_1, GROWER_1, "left");
        (bytes memory signer, uint32 roles, uint64 from, uint64 to, bytes32 admitter, uint64 revokedAt) = actors
            .actorOf(GROWER_1);
        vm.assertEq(signer, signerOf(GROWER_1));
        vm.assertEq(roles, GROWER);
        vm.assertEq(from, 0);
        vm.assertEq(to, FAR);
        vm.assertEq(admitter, OPERATOR_1);
        vm.assertEq(revokedAt, START + 5);
    }

    function readmit(bytes32 subject) private {
        revoke(OPERATOR_1, subject, "new key");
        admit(OPERATOR_1, subject, GROWER);
    }
}
