// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IActorRegistry} from "../../contracts/interfaces/IActorRegistry.sol";
import {IActs} from "../../contracts/interfaces/IActs.sol";
import {ReleaseVerifier} from "../../contracts/types/ActorActs.sol";
import {ACCREDITOR, OPERATOR} from "../../contracts/types/Roles.sol";
import {vm} from "./Vm.sol";
import {World} from "./World.sol";

contract VerifierReleaseTest is World {
    function testAReleaseIsTheOperatorsAndTellsTheRecordAndTheTime() public {
        vm.warp(START + 9);
        releaseVerifier(OPERATOR_1, "verifier", "record");
        (bytes32 operator, uint64 time, bytes32 documentHash) = actors.releaseOf("verifier");
        vm.assertEq(operator, OPERATOR_1);
        vm.assertEq(time, START + 9);
        vm.assertEq(documentHash, "record");
        (operator, time, documentHash) = actors.releaseOf("another");
        vm.assertEq(operator, 0);
        vm.assertEq(time, 0);
        vm.assertEq(documentHash, 0);
    }

    function testAVerifierIsReleasedOnce() public {
        releaseVerifier(OPERATOR_1, "verifier", "record");
        expect(abi.encodeWithSelector(IActorRegistry.VerifierReleasedAlready.selector, bytes32("verifier"), START));
        releaseVerifier(OPERATOR_1, "verifier", "another record");
    }

    function testOnlyAnOperatorReleasesAndNeverNothing() public {
        expect(abi.encodeWithSelector(IActs.RoleMissing.selector, ACCREDITOR_1, OPERATOR, ACCREDITOR));
        releaseVerifier(ACCREDITOR_1, "verifier", "record");
        expect(abi.encodeWithSelector(IActs.ZeroValue.selector, "verifierHash"));
        releaseVerifier(OPERATOR_1, 0, "record");
        expect(abi.encodeWithSelector(IActs.ZeroValue.selector, "documentHash"));
        releaseVerifier(OPERATOR_1, "verifier", 0);
    }

    function releaseVerifier(bytes32 actor, bytes32 verifierHash, bytes32 documentHash) private {
        uint256 n = nonce(address(actors), actor);
        ReleaseVerifier memory a = ReleaseVerifier(actor, verifierHash, documentHash, n, due());
        bytes memory signature = signed(address(actors), actor, this.hashReleaseVerifier(a));
        go();
        actors.releaseVerifier(a, signature);
    }
}
