// SPDX-License-Identifier: Apache-2.0
// solhint-disable one-contract-per-file, func-name-mixedcase
pragma solidity 0.8.37;

import {ILogAnchor} from "../../contracts/interfaces/ILogAnchor.sol";
import {Chronicle} from "./Chronicle.sol";
import {SlowTree} from "./SlowTree.sol";
import {Vm, vm} from "./Vm.sol";
import {Witnessed} from "./Witnessed.sol";

/// @notice Does anything in any order, as submitter, witness or stranger, to a log with a quorum and to one without. The
/// witnesses sign whatever they are asked to, history rewritten from entry 8 on included.
contract LogAnchorHandler is Witnessed, Chronicle {
    uint256 private constant FORK = 8;
    uint256 private constant MOST = 32;

    bytes32[2] public ids;
    bytes32[] private straight;
    bytes32[] private forked;
    mapping(address witness => uint256) private keyOf;
    /// Which history was anchored beyond the fork: 0 none yet, 1 straight, 2 forked.
    mapping(bytes32 logId => uint256) private branch;
    bytes[] private sent;
    uint256 private turn;
    address private sender;

    function setUp() public override {
        vm.recordLogs();
        super.setUp();
        (ids[0], ids[1]) = (logId, register("another", new address[](0), 0));
        settle();
        for (uint256 i = 6; i <= 8; ++i) keys.push(i);
        sort(keys);
        for (uint256 i; i < keys.length; ++i) keyOf[vm.addr(keys[i])] = keys[i];
        straight = SlowTree.leaves(1, MOST);
        forked = SlowTree.leaves(1, MOST);
        for (uint256 i = FORK; i < MOST; ++i) forked[i] = keccak256(abi.encode("rewritten", i));
    }

    function grow(uint8 which, uint8 by, bool rewritten) external {
        uint256 seed = dice(by);
        bytes32 id = ids[which % 2];
        bytes32[] memory d = rewritten ? forked : straight;
        (, uint64 held, , , , ) = logs.headOf(id);
        // Mostly a few entries more, sometimes as many or fewer.
        uint256 size = within(uint256(held) + (by % 6), 1, MOST) - (by > 250 ? 1 : 0);
        bytes32 root = size == 0 ? bytes32(0) : SlowTree.root(d, 0, size);
        bytes32[] memory proof = held == 0 || size <= held ? noProof : SlowTree.proof(d, held, size);
        bytes[] memory signatures = cosigned(id, headOf(id, uint64(size), root), seed);
        if (!send(seed, abi.encodeCall(ILogAnchor.anchor, (id, uint64(size), root, proof, signatures)))) return;

        expectQuorum(id, headOf(id, uint64(size), root), signatures);
        expect(root == SlowTree.root(d, 0, past[id].size) && past[id].root == root, "another root than was sent");
        if (size <= FORK) return;
        uint256 taken = rewritten ? 2 : 1;
        expect(branch[id] == 0 || branch[id] == taken, "history was rewritten");
        branch[id] = taken;
    }

    function beat(uint8 which) external {
        uint256 seed = dice(which);
        (bytes32 id, uint64 index, uint32 last) = (ids[which % 2], 0, 0);
        (, , , index, , last) = logs.headOf(id);
        logId = id;
        bytes[] memory signatures = cosigned(id, heartbeatOf(index, last + 1), seed);
        if (!send(seed, abi.encodeCall(ILogAnchor.heartbeat, (id, signatures)))) return;
        expectQuorum(id, heartbeatOf(index, last + 1), signatures);
    }

    function end(uint8 which) external {
        uint256 seed = dice(which);
        // Seldom, or there is nothing left to do.
        if ((seed >> 160) % 32 != 0) return;
        bytes32 id = ids[which % 2];
        (bytes32 root, uint64 size, , , , ) = logs.headOf(id);
        logId = id;
        bytes[] memory signatures = cosigned(id, freezeOf(size, root), seed);
        if (!send(seed, abi.encodeCall(ILogAnchor.freeze, (id, signatures)))) return;
        expectQuorum(id, freezeOf(size, root), signatures);
        expect(sender == SUBMITTER, "frozen by another");
    }

    function propose(uint8 which, uint8 members, uint8 quorum) external {
        uint256 seed = dice(members);
        uint256[] memory chosen = new uint256[](8);
        uint256 count;
        for (uint256 i; i < 8; ++i) if ((members >> i) & 1 == 1) chosen[count++] = keys[i];
        address[] memory list = new address[](count);
        for (uint256 i; i < count; ++i) list[i] = vm.addr(chosen[i]);
        // Now and then one more than there are, or none.
        quorum = count == 0 ? 0 : uint8(quorum % (count + 2));
        if (send(seed, abi.encodeCall(ILogAnchor.proposeWitnessChange, (ids[which % 2], list, quorum))))
            expect(sender == SUBMITTER && quorum <= count, "proposed by another, or what cannot be");
    }

    function cancel(uint8 which) external {
        uint256 seed = dice(which);
        if ((seed >> 160) % 4 != 0) return;
        if (send(seed, abi.encodeCall(ILogAnchor.cancelWitnessChange, (ids[which % 2]))))
            expect(sender == SUBMITTER, "cancelled by another");
    }

    function change(uint8 which) external {
        send(dice(which), abi.encodeCall(ILogAnchor.applyWitnessChange, (ids[which % 2])));
    }

    /// @dev Whatever was once sent, sent again by anybody.
    function replay(uint8 call) external {
        if (sent.length != 0) send(dice(call), sent[call % sent.length]);
    }

    function wait(uint8 time) external {
        vm.warp(vm.getBlockTimestamp() + (dice(time) % DELAY));
    }

    /// @dev What was taken must have been signed by a quorum of those who, by the events, are witnesses, or sent by the submitter.
    function expectQuorum(bytes32 id, bytes32 structHash, bytes[] memory signatures) private {
        Set storage set = past[id].sets[past[id].epoch];
        expect(signatures.length == set.quorum, "another number than the quorum");
        if (set.quorum == 0) return expect(sender == SUBMITTER, "sent by another");
        address previous;
        for (uint256 i; i < signatures.length; ++i) {
            (bytes32 r, bytes32 s) = abi.decode(signatures[i], (bytes32, bytes32));
            address signer = ecrecover(digestOf(structHash), uint8(signatures[i][64]), r, s);
            expect(signer > previous, "a witness twice, or none");
            bool member;
            for (uint256 w; w < set.witnesses.length; ++w) member = member || set.witnesses[w] == signer;
            expect(member, "signed by somebody else");
            previous = signer;
        }
    }

    /// @dev What is there must be what the events say, of every epoch up to the one after the next.
    function audit() private {
        for (uint256 i; i < 2; ++i) {
            auditHead(ids[i]);
            auditLog(ids[i]);
            for (uint32 e; e <= past[ids[i]].epoch + 2; ++e) auditSet(ids[i], e);
        }
    }

    function auditHead(bytes32 id) private {
        Past storage p = past[id];
        (bytes32 root, uint64 size, uint64 time, uint64 index, bool frozen, uint32 last) = logs.headOf(id);
        expect(root == p.root && size == p.size && time == p.time, "another head than the events say");
        expect(index == p.index && frozen == p.frozen && last == p.beat, "another state than the events say");
    }

    function auditLog(bytes32 id) private {
        Past storage p = past[id];
        (address submitter, uint32 epoch, uint8 quorum) = logs.logOf(id);
        expect(submitter == p.submitter && epoch == p.epoch, "another log than the events say");
        expect(quorum == p.sets[epoch].quorum, "another quorum than the events say");
    }

    function auditSet(bytes32 id, uint32 epoch) private {
        Set storage set = past[id].sets[epoch];
        (address[] memory witnesses, uint8 quorum, uint64 since) = logs.witnessesOf(id, epoch);
        bytes32 told = keccak256(abi.encode(set.witnesses, set.quorum, set.since));
        expect(keccak256(abi.encode(witnesses, quorum, since)) == told, "other witnesses than the events say");
    }

    /// @dev Signed by a quorum of the present set, half of the time; else with one thing wrong.
    function cosigned(bytes32 id, bytes32 structHash, uint256 seed) private view returns (bytes[] memory list) {
        (, uint32 epoch, uint8 quorum) = logs.logOf(id);
        (address[] memory set, , ) = logs.witnessesOf(id, epoch);
        uint256 from = (seed >> 32) % (set.length - quorum + 1);
        uint256 fault = (seed >> 64) % 10;
        bytes32 digest = digestOf(fault == 9 ? keccak256(abi.encode(structHash)) : structHash);
        list = new bytes[](fault == 8 && quorum != 0 ? quorum - 1 : quorum);
        for (uint256 i; i < list.length; ++i) list[i] = sign(keyOf[set[from + i]], digest);
        if (list.length == 0) return list;
        uint256 place = (seed >> 96) % list.length;
        if (fault == 7) list[place] = sign(keys[(seed >> 128) % 8], digest);
        if (fault == 6) list[place] = list[(place + 1) % list.length];
        if (fault == 5) list[place][(seed >> 128) % 65] ^= bytes1(uint8(1 << (seed % 8)));
    }

    /// @dev The engine likes small numbers, and this wants all bits.
    function dice(uint256 x) private returns (uint256) {
        return uint256(keccak256(abi.encode(x, ++turn)));
    }

    function send(uint256 seed, bytes memory call) private returns (bool taken) {
        address[3] memory senders = [SUBMITTER, vm.addr(keys[0]), STRANGER];
        vm.warp(vm.getBlockTimestamp() + 1);
        sender = senders[(seed >> 200) % 5 > 2 ? 0 : (seed >> 200) % 5];
        vm.prank(sender);
        (taken, ) = address(logs).call(call);
        expect(taken == (settle() != 0), "an act without its event, or an event without its act");
        if (taken) audit();
        if (sent.length < 64) sent.push(call);
    }

    function settle() private returns (uint256 count) {
        Vm.Log[] memory list = vm.getRecordedLogs();
        for (uint256 i; i < list.length; ++i) fold(list[i], uint64(vm.getBlockTimestamp()), DELAY);
        return list.length;
    }

    function within(uint256 x, uint256 min, uint256 max) private pure returns (uint256) {
        return
            x < min
                ? min
                : x > max
                    ? max
                    : x;
    }
}

/// @notice What must hold after any sequence of calls.
contract LogAnchorHistoryTest {
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    LogAnchorHandler private handler;

    function setUp() public {
        handler = new LogAnchorHandler();
        handler.setUp();
    }

    function targetContracts() external view returns (address[] memory list) {
        list = new address[](1);
        list[0] = address(handler);
    }

    function targetSelectors() external view returns (FuzzSelector[] memory targets) {
        targets = new FuzzSelector[](1);
        targets[0].addr = address(handler);
        bytes4[8] memory verbs = [
            handler.grow.selector,
            handler.beat.selector,
            handler.end.selector,
            handler.propose.selector,
            handler.cancel.selector,
            handler.change.selector,
            handler.replay.selector,
            handler.wait.selector
        ];
        targets[0].selectors = new bytes4[](8);
        for (uint256 i; i < 8; ++i) targets[0].selectors[i] = verbs[i];
    }

    /// hardhat-config: invariant.runs = 40
    /// hardhat-config: invariant.depth = 256
    function invariant_LogsOnlyGrowAndTheEventsTellTheWholeState() external view {
        vm.assertEq(bytes(handler.broken()), "");
    }
}
