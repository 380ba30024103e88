// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ILogAnchor} from "./interfaces/ILogAnchor.sol";
import {Rfc9162} from "./libraries/Rfc9162.sol";

/// @title LogAnchor
contract LogAnchor is ILogAnchor {
    uint256 private constant MAX_ORIGIN = 255;

    // Slot 0, and the order of Head's fields, are part of the specification: phones read them by eth_getProof.
    mapping(bytes32 logId => Head) private _heads;
    mapping(bytes32 logId => address) private _submitters;

    /// @inheritdoc ILogAnchor
    function register(bytes32 logId, string calldata origin, bytes32 key, address submitter) external {
        uint256 length = bytes(origin).length;
        require(length != 0 && length <= MAX_ORIGIN, OriginLengthOutOfRange(length, 1, MAX_ORIGIN));
        bytes32 computed = sha256(abi.encodePacked(origin, hex"0a01", key));
        require(logId == computed, LogIdMismatch(logId, computed));
        require(submitter != address(0), SubmitterZero(logId));
        address registered = _submitters[logId];
        require(registered == address(0), LogAlreadyRegistered(logId, registered));

        _submitters[logId] = submitter;
        emit LogRegistered(logId, origin, key, submitter);
    }

    /// @inheritdoc ILogAnchor
    function anchor(bytes32 logId, uint64 size, bytes32 root, bytes32[] calldata proof) external {
        Head memory head = _live(logId);
        require(size > head.size, SizeNotIncreasing(logId, size, head.size));
        if (head.size == 0) {
            require(proof.length == 0, ProofTooLong(proof.length, 0));
        } else {
            require(proof.length <= Rfc9162.MAX_PROOF, ProofTooLong(proof.length, Rfc9162.MAX_PROOF));
            require(
                Rfc9162.isConsistent(head.size, head.root, size, root, proof),
                HeadInconsistent(logId, head.size, head.root, size, root)
            );
        }

        head = Head(root, size, uint64(block.timestamp), head.index + 1, false);
        _heads[logId] = head;
        emit HeadAnchored(logId, head.index, size, root, head.time);
    }

    /// @inheritdoc ILogAnchor
    function heartbeat(bytes32 logId) external {
        Head memory head = _live(logId);
        require(head.index != 0, LogEmpty(logId));

        head.time = uint64(block.timestamp);
        _heads[logId].time = head.time;
        emit Heartbeat(logId, head.index, head.size, head.root, head.time);
    }

    /// @inheritdoc ILogAnchor
    function freeze(bytes32 logId) external {
        Head memory head = _live(logId);

        // The head's time stays: a frozen log must not look confirmed.
        _heads[logId].frozen = true;
        emit LogFrozen(logId, head.index, head.size, head.root, uint64(block.timestamp));
    }

    /// @inheritdoc ILogAnchor
    function headOf(
        bytes32 logId
    ) external view returns (bytes32 root, uint64 size, uint64 time, uint64 index, bool frozen) {
        Head storage head = _heads[logId];
        return (head.root, head.size, head.time, head.index, head.frozen);
    }

    /// @inheritdoc ILogAnchor
    function submitterOf(bytes32 logId) external view returns (address) {
        return _submitters[logId];
    }

    /// @inheritdoc ILogAnchor
    function verifyInclusion(
        bytes32 logId,
        uint64 index,
        bytes32 leafHash,
        bytes32[] calldata proof
    ) external view returns (bool) {
        Head storage head = _heads[logId];
        return Rfc9162.isIncluded(index, leafHash, head.size, head.root, proof);
    }

    /// @dev The head of a log that the caller may still extend.
    function _live(bytes32 logId) private view returns (Head memory head) {
        address submitter = _submitters[logId];
        require(submitter != address(0), LogUnknown(logId));
        require(msg.sender == submitter, NotSubmitter(logId, msg.sender, submitter));
        head = _heads[logId];
        require(!head.frozen, LogIsFrozen(logId, head.size));
    }
}
