// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {LogAnchor} from "../../contracts/LogAnchor.sol";
import {ILogAnchor} from "../../contracts/interfaces/ILogAnchor.sol";
import {Witnessed} from "./Witnessed.sol";
import {vm} from "./Vm.sol";

contract LogAnchorChangeTest is Witnessed {
    bytes32 private constant ROOT = "root";
    uint64 private constant SINCE = START + DELAY;

    /// The witnesses that are proposed: the last of the present ones, and two new.
    uint256[] private others;

    function setUp() public override {
        super.setUp();
        others.push(keys[4]);
        others.push(101);
        others.push(102);
        sort(others);
    }

    function testAChangeCountsWhenItsDelayIsOverAndSomebodyAppliesIt() public {
        vm.expectEmit();
        emit ILogAnchor.WitnessChangeProposed(logId, 2, addresses(others), 2, SINCE);
        propose(2);
        setIs(1, addresses(keys), QUORUM, START);
        setIs(2, addresses(others), 2, SINCE);

        vm.warp(SINCE - 1);
        vm.expectRevert(abi.encodeWithSelector(ILogAnchor.WitnessChangeTooEarly.selector, logId, 2, SINCE - 1, SINCE));
        logs.applyWitnessChange(logId);
        logs.anchor(logId, 1, ROOT, noProof, signed(headOf(logId, 1, ROOT)));

        // Late, and still by the old ones until somebody applies it.
        vm.warp(SINCE + 100);
        logs.heartbeat(logId, signed(heartbeatOf(1, 1)));
        vm.expectEmit();
        emit ILogAnchor.WitnessesSet(logId, 2, addresses(others), 2, SINCE + 100);
        vm.prank(STRANGER);
        logs.applyWitnessChange(logId);
        setIs(1, addresses(keys), QUORUM, START);
        setIs(2, addresses(others), 2, SINCE + 100);
        (address submitter, uint32 epoch, uint8 quorum) = logs.logOf(logId);
        vm.assertEq(submitter, SUBMITTER);
        vm.assertEq(epoch, 2);
        vm.assertEq(quorum, 2);
    }

    function testAfterAChangeTheNewWitnessesSignAndTheOldOnesDoNot() public {
        bytes32 digest = digestOf(headOf(logId, 1, ROOT));
        bytes[] memory early = signAll(pair(0, 1), digest);
        propose(2);
        vm.expectRevert(abi.encodeWithSelector(ILogAnchor.SignatureCountWrong.selector, logId, 2, QUORUM));
        logs.anchor(logId, 1, ROOT, noProof, early);
        vm.warp(SINCE);
        logs.applyWitnessChange(logId);

        uint256[] memory old = new uint256[](2);
        (old[0], old[1]) = (keys[0], keys[1]);
        vm.expectRevert(abi.encodeWithSelector(ILogAnchor.NotWitness.selector, logId, 0, vm.addr(keys[0]), digest));
        logs.anchor(logId, 1, ROOT, noProof, signAll(old, digest));
        logs.anchor(logId, 1, ROOT, noProof, early);
    }

    function testAWitnessThatLeftAndCameBackSignsAgain() public {
        propose(2);
        vm.warp(SINCE);
        logs.applyWitnessChange(logId);
        vm.prank(SUBMITTER);
        logs.proposeWitnessChange(logId, addresses(keys), QUORUM);
        vm.warp(SINCE + DELAY);
        logs.applyWitnessChange(logId);
        logs.anchor(logId, 1, ROOT, noProof, signed(headOf(logId, 1, ROOT)));
        bytes32 digest = digestOf(heartbeatOf(1, 1));
        bytes[] memory signatures = signAll(some(0, 1, 2), digest);
        signatures[0] = sign(101, digest);
        vm.expectRevert(abi.encodeWithSelector(ILogAnchor.NotWitness.selector, logId, 0, vm.addr(101), digest));
        logs.heartbeat(logId, signatures);
    }

    function testThereIsOneChangeAtATimeUntilItIsCancelled() public {
        propose(2);
        vm.expectRevert(abi.encodeWithSelector(ILogAnchor.WitnessChangePending.selector, logId, 2));
        propose(3);
        vm.expectEmit();
        emit ILogAnchor.WitnessChangeCancelled(logId, 2);
        vm.prank(SUBMITTER);
        logs.cancelWitnessChange(logId);
        setIs(2, new address[](0), 0, 0);
        vm.warp(SINCE);
        bytes memory refusal = abi.encodeWithSelector(ILogAnchor.NoWitnessChange.selector, logId, 2);
        vm.expectRevert(refusal);
        logs.applyWitnessChange(logId);
        vm.expectRevert(refusal);
        vm.prank(SUBMITTER);
        logs.cancelWitnessChange(logId);

        // A new proposal waits for its own delay, and may be cancelled after it as long as nobody has applied it.
        propose(3);
        setIs(2, addresses(others), 3, SINCE + DELAY);
        vm.expectRevert(
            abi.encodeWithSelector(ILogAnchor.WitnessChangeTooEarly.selector, logId, 2, SINCE, SINCE + DELAY)
        );
        logs.applyWitnessChange(logId);
        vm.warp(SINCE + DELAY);
        vm.prank(SUBMITTER);
        logs.cancelWitnessChange(logId);
        vm.expectRevert(refusal);
        logs.applyWitnessChange(logId);
    }

    function testFuzzOnlyTheSubmitterProposesAndCancels(address other) public {
        vm.assume(other != SUBMITTER);
        bytes memory refusal = abi.encodeWithSelector(ILogAnchor.NotSubmitter.selector, logId, other, SUBMITTER);
        address[] memory list = addresses(others);
        vm.expectRevert(refusal);
        vm.prank(other);
        logs.proposeWitnessChange(logId, list, 1);
        propose(1);
        vm.expectRevert(refusal);
        vm.prank(other);
        logs.cancelWitnessChange(logId);
    }

    function testFuzzAStolenSubmittersKeyWaitsForTheDelayEvenToLowerTheQuorum(uint32 wait) public {
        wait %= DELAY;
        vm.prank(SUBMITTER);
        logs.proposeWitnessChange(logId, new address[](0), 0);
        vm.warp(START + wait);
        vm.expectRevert(
            abi.encodeWithSelector(ILogAnchor.WitnessChangeTooEarly.selector, logId, 2, START + wait, SINCE)
        );
        logs.applyWitnessChange(logId);
        vm.expectRevert(abi.encodeWithSelector(ILogAnchor.SignatureCountWrong.selector, logId, 0, QUORUM));
        vm.prank(SUBMITTER);
        logs.anchor(logId, 1, ROOT, noProof, unsigned);

        vm.warp(SINCE);
        logs.applyWitnessChange(logId);
        vm.expectRevert(abi.encodeWithSelector(ILogAnchor.NotSubmitter.selector, logId, STRANGER, SUBMITTER));
        vm.prank(STRANGER);
        logs.anchor(logId, 1, ROOT, noProof, unsigned);
        vm.prank(SUBMITTER);
        logs.anchor(logId, 1, ROOT, noProof, unsigned);
    }

    function testAFrozenLogKeepsItsWitnesses() public {
        propose(2);
        bytes[] memory signatures = signed(freezeOf(0, 0));
        vm.prank(SUBMITTER);
        logs.freeze(logId, signatures);
        vm.warp(SINCE);
        bytes memory refusal = abi.encodeWithSelector(ILogAnchor.LogIsFrozen.selector, logId, 0);
        vm.expectRevert(refusal);
        logs.applyWitnessChange(logId);
        vm.expectRevert(refusal);
        vm.prank(SUBMITTER);
        logs.cancelWitnessChange(logId);
        vm.expectRevert(refusal);
        propose(2);
    }

    function testASetIsAscendingWithoutZeroAndFitsItsQuorum() public {
        address[] memory list = addresses(keys);
        refusesSet(list, 6, abi.encodeWithSelector(ILogAnchor.QuorumOutOfRange.selector, 6, 1, 5));
        refusesSet(list, 0, abi.encodeWithSelector(ILogAnchor.QuorumOutOfRange.selector, 0, 1, 5));
        refusesSet(new address[](0), 1, abi.encodeWithSelector(ILogAnchor.QuorumOutOfRange.selector, 1, 0, 0));
        refusesSet(new address[](33), 1, abi.encodeWithSelector(ILogAnchor.TooManyWitnesses.selector, 33, 32));

        (address second, address third) = (list[2], list[3]);
        (list[2], list[3]) = (third, second);
        refusesSet(list, 1, abi.encodeWithSelector(ILogAnchor.WitnessesNotAscending.selector, 3, second, third));
        list[2] = second;
        refusesSet(list, 1, abi.encodeWithSelector(ILogAnchor.WitnessesNotAscending.selector, 3, second, second));
        list = addresses(keys);
        list[0] = address(0);
        refusesSet(
            list,
            1,
            abi.encodeWithSelector(ILogAnchor.WitnessesNotAscending.selector, 0, address(0), address(0))
        );
    }

    function testFuzzNothingIsDoneToAnUnknownLog(bytes32 id) public {
        vm.assume(id != logId);
        bytes memory refusal = abi.encodeWithSelector(ILogAnchor.LogUnknown.selector, id);
        vm.expectRevert(refusal);
        logs.anchor(id, 1, ROOT, noProof, unsigned);
        vm.expectRevert(refusal);
        logs.heartbeat(id, unsigned);
        vm.expectRevert(refusal);
        logs.freeze(id, unsigned);
        vm.expectRevert(refusal);
        logs.proposeWitnessChange(id, new address[](0), 0);
        vm.expectRevert(refusal);
        logs.cancelWitnessChange(id);
        vm.expectRevert(refusal);
        logs.applyWitnessChange(id);
    }

    function testADelayOfNothingIsRefused() public {
        vm.expectRevert(abi.encodeWithSelector(ILogAnchor.WitnessDelayZero.selector));
        new LogAnchor(0);
        vm.assertEq(logs.witnessDelay(), DELAY);
    }

    function testWhoMaySubmitLiesInTheSlotThatTheSpecificationNames() public view {
        uint256 word = uint256(vm.load(address(logs), keccak256(abi.encode(logId, uint256(1)))));
        vm.assertEq(word, uint256(uint160(SUBMITTER)) | (1 << 160) | (uint256(QUORUM) << 192));
    }

    function propose(uint8 quorum) private {
        address[] memory list = addresses(others);
        vm.prank(SUBMITTER);
        logs.proposeWitnessChange(logId, list, quorum);
    }

    function refusesSet(address[] memory list, uint8 quorum, bytes memory refusal) private {
        bytes32 id = sha256(bytes.concat("new", hex"0a", hex"01", KEY));
        vm.expectRevert(refusal);
        logs.register(id, "new", KEY, SUBMITTER, list, quorum);
        vm.expectRevert(refusal);
        vm.prank(SUBMITTER);
        logs.proposeWitnessChange(logId, list, quorum);
    }

    function setIs(uint32 epoch, address[] memory witnesses, uint8 quorum, uint64 since) private view {
        (address[] memory w, uint8 q, uint64 s) = logs.witnessesOf(logId, epoch);
        vm.assertEq(w, witnesses);
        vm.assertEq(q, quorum);
        vm.assertEq(s, since);
    }

    function pair(uint256 a, uint256 b) private view returns (uint256[] memory list) {
        list = new uint256[](2);
        (list[0], list[1]) = (others[a], others[b]);
    }
}
