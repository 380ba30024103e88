// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ILogAnchor} from "../../contracts/interfaces/ILogAnchor.sol";
import {Vm} from "./Vm.sol";

/// @notice All that LogAnchor knows, worked out from its events alone; and what must be so from each event to the next.
abstract contract Chronicle {
    struct Set {
        address[] witnesses;
        uint8 quorum;
        uint64 since;
    }

    struct Past {
        address submitter;
        bytes32 root;
        uint64 size;
        uint64 time;
        uint64 index;
        bool frozen;
        uint32 beat;
        uint32 epoch;
        mapping(uint32 epoch => Set) sets;
    }

    mapping(bytes32 logId => Past) internal past;
    /// How often each event was seen.
    mapping(bytes32 topic => uint256) public seen;
    /// The first thing that must not be; empty while all is well.
    string public broken;

    function expect(bool holds, string memory what) internal {
        if (!holds && bytes(broken).length == 0) broken = what;
    }

    /// @dev `now_` is the time of the block, `delay` the contract's.
    function fold(Vm.Log memory log, uint64 now_, uint64 delay) internal {
        bytes32 topic = log.topics[0];
        Past storage p = past[log.topics[1]];
        expect(!p.frozen, "an event after the freeze");
        ++seen[topic];
        if (topic == ILogAnchor.LogRegistered.selector) {
            expect(p.submitter == address(0), "registered twice");
            (, , p.submitter) = abi.decode(log.data, (string, bytes32, address));
        } else if (topic == ILogAnchor.HeadAnchored.selector) {
            anchored(p, log, now_);
        } else if (topic == ILogAnchor.Heartbeat.selector) {
            confirmed(p, log, now_);
        } else if (topic == ILogAnchor.LogFrozen.selector) {
            (bytes32 root, ) = abi.decode(log.data, (bytes32, uint64));
            expect(isHead(p, log, root), "froze another head");
            p.frozen = true;
        } else {
            changed(p, log, now_, delay);
        }
    }

    function anchored(Past storage p, Vm.Log memory log, uint64 now_) private {
        (bytes32 root, uint64 time) = abi.decode(log.data, (bytes32, uint64));
        (uint64 index, uint64 size) = (uint64(uint256(log.topics[2])), uint64(uint256(log.topics[3])));
        expect(size > p.size, "a head that does not grow the log");
        expect(index == p.index + 1, "a head out of turn");
        expect(time == now_, "a head of another time");
        (p.root, p.size, p.time) = (root, size, time);
        (p.index, p.beat) = (index, 0);
    }

    function confirmed(Past storage p, Vm.Log memory log, uint64 now_) private {
        (bytes32 root, uint64 time, uint32 beat) = abi.decode(log.data, (bytes32, uint64, uint32));
        expect(isHead(p, log, root) && p.index != 0, "confirmed another head");
        expect(beat == p.beat + 1, "a heartbeat out of turn");
        expect(time == now_, "a heartbeat of another time");
        (p.time, p.beat) = (time, beat);
    }

    function changed(Past storage p, Vm.Log memory log, uint64 now_, uint64 delay) private {
        uint32 epoch = uint32(uint256(log.topics[2]));
        Set storage set = p.sets[epoch];
        expect(epoch == p.epoch + 1, "witnesses of another epoch");
        if (log.topics[0] == ILogAnchor.WitnessChangeCancelled.selector) {
            expect(set.since != 0, "cancelled what was not proposed");
            delete p.sets[epoch];
            return;
        }
        (address[] memory witnesses, uint8 quorum, uint64 since) = abi.decode(log.data, (address[], uint8, uint64));
        if (log.topics[0] == ILogAnchor.WitnessChangeProposed.selector) {
            expect(set.since == 0, "proposed over a proposal");
            expect(since == now_ + delay, "proposed for another time");
        } else {
            expect(log.topics[0] == ILogAnchor.WitnessesSet.selector, "an event nobody specified");
            bool first = epoch == 1 && p.index == 0;
            expect(first || (set.since != 0 && set.since <= now_), "witnesses changed without the delay");
            bytes32 proposed = keccak256(abi.encode(set.witnesses, set.quorum));
            expect(first || proposed == keccak256(abi.encode(witnesses, quorum)), "not the set that was proposed");
            expect(since == now_, "witnesses of another time");
            p.epoch = epoch;
        }
        p.sets[epoch] = Set(witnesses, quorum, since);
    }

    function isHead(Past storage p, Vm.Log memory log, bytes32 root) private view returns (bool) {
        return uint64(uint256(log.topics[2])) == p.index && uint64(uint256(log.topics[3])) == p.size && root == p.root;
    }
}
