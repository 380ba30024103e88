// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Acts} from "./Acts.sol";
import {IBatchLedger} from "./interfaces/IBatchLedger.sol";
import {BatchActs, CloseBatch, Recall} from "./types/BatchActs.sol";
import {AcceptBatch, HandActs, OfferBatch, RejectBatch, WriteOff} from "./types/HandActs.sol";
import {ANY_ROLE, OPERATOR, PRODUCERS, REGULATOR} from "./types/Roles.sol";
import {BATCH_CLOSED, BATCH_NONE, BATCH_OPEN, GRAMS_DISPOSED, GRAMS_LOST} from "./types/States.sol";

/// @title BatchHands
/// @notice In whose hands a batch is, from its closing on, and what ends it: loss, disposal, recall.
abstract contract BatchHands is Acts, IBatchLedger {
    using BatchActs for CloseBatch;
    using BatchActs for Recall;
    using HandActs for OfferBatch;
    using HandActs for AcceptBatch;
    using HandActs for RejectBatch;
    using HandActs for WriteOff;

    mapping(bytes32 batch => Batch) internal _batches;
    mapping(bytes32 batch => bytes32[]) internal _sources;
    mapping(bytes32 batch => bytes32) private _nextHolders;
    // Whoever accepted it last; 0 while it is with whoever made it.
    mapping(bytes32 batch => bytes32) private _acceptedBy;
    mapping(bytes32 batch => uint64) private _lost;

    /// @inheritdoc IBatchLedger
    function closeBatch(CloseBatch calldata act, bytes calldata signature) external {
        _authorise(act.actor, PRODUCERS, act.hash(), act.nonce, act.deadline, signature);
        Batch storage batch = _openFor(act.batch, act.actor);
        require(batch.mass != 0, BatchEmpty(act.batch));
        require(act.provenanceRoot != 0, ZeroValue("provenanceRoot"));
        require(act.entryCount != 0, ZeroValue("entryCount"));

        batch.state = BATCH_CLOSED;
        batch.provenanceRoot = act.provenanceRoot;
        batch.entryCount = act.entryCount;
        batch.closedAt = uint64(block.timestamp);
        bytes32 nextHolder = _offer(act.batch, act.actor, act.nextHolder);
        emit BatchClosed(act.batch, nextHolder, act.provenanceRoot, act.entryCount, batch.mass);
    }

    /// @inheritdoc IBatchLedger
    function offerBatch(OfferBatch calldata act, bytes calldata signature) external {
        _authorise(act.actor, PRODUCERS, act.hash(), act.nonce, act.deadline, signature);
        _heldBy(act.batch, act.actor);
        bytes32 nextHolder = _offer(act.batch, act.actor, act.nextHolder);
        emit BatchOffered(act.batch, act.actor, nextHolder);
    }

    /// @inheritdoc IBatchLedger
    function acceptBatch(AcceptBatch calldata act, bytes calldata signature) external {
        _authorise(act.actor, PRODUCERS, act.hash(), act.nonce, act.deadline, signature);
        _offeredTo(act.batch, act.actor);
        require(!isRecalled(act.batch), BatchRecalled(act.batch));
        require(act.grams != 0, AmountZero(act.batch));
        uint64 left = _left(act.batch);
        require(act.grams <= left, BatchMassExceeded(act.batch, act.grams, left));

        uint64 lost = left - act.grams;
        if (lost != 0) _lost[act.batch] += lost;
        _acceptedBy[act.batch] = act.actor;
        delete _nextHolders[act.batch];
        emit BatchAccepted(act.batch, act.actor, act.grams, lost);
    }

    /// @inheritdoc IBatchLedger
    function rejectBatch(RejectBatch calldata act, bytes calldata signature) external {
        _authorise(act.actor, PRODUCERS, act.hash(), act.nonce, act.deadline, signature);
        _requireReason(act.reason);
        _offeredTo(act.batch, act.actor);

        delete _nextHolders[act.batch];
        emit BatchRejected(act.batch, act.actor, act.reason);
    }

    /// @inheritdoc IBatchLedger
    function writeOff(WriteOff calldata act, bytes calldata signature) external {
        _authorise(act.actor, PRODUCERS, act.hash(), act.nonce, act.deadline, signature);
        _requireReason(act.reason);
        _heldBy(act.batch, act.actor);
        require(act.cause == GRAMS_LOST || act.cause == GRAMS_DISPOSED, CauseUnknown(act.cause));
        require(act.grams != 0, AmountZero(act.batch));
        uint64 left = _left(act.batch);
        require(act.grams <= left, BatchMassExceeded(act.batch, act.grams, left));

        _lost[act.batch] += act.grams;
        emit BatchWrittenOff(act.batch, act.actor, act.cause, act.grams, act.reason);
    }

    /// @inheritdoc IBatchLedger
    function recall(Recall calldata act, bytes calldata signature) external {
        uint32 held = _authorise(act.actor, ANY_ROLE, act.hash(), act.nonce, act.deadline, signature);
        _requireReason(act.reason);
        Batch storage batch = _batches[act.batch];
        require(batch.state != BATCH_NONE, BatchUnknown(act.batch));
        bool has = act.actor == batch.holder || act.actor == holderOf(act.batch);
        require(has || held & (OPERATOR | REGULATOR) != 0, NotHolder(act.batch, act.actor, batch.holder));
        require(batch.recalledAt == 0, AlreadyRecalled(act.batch, batch.recalledAt));

        batch.recalledAt = uint64(block.timestamp);
        batch.recallReasonHash = sha256(bytes(act.reason));
        emit BatchRecall(act.batch, act.actor, batch.recalledAt, act.reason);
    }

    /// @inheritdoc IBatchLedger
    function batchOf(bytes32 batch) external view returns (Batch memory) {
        return _batches[batch];
    }

    /// @inheritdoc IBatchLedger
    function holderOf(bytes32 batch) public view returns (bytes32) {
        bytes32 accepted = _acceptedBy[batch];
        return accepted == 0 ? _batches[batch].holder : accepted;
    }

    /// @inheritdoc IBatchLedger
    function nextHolderOf(bytes32 batch) external view returns (bytes32) {
        return _nextHolders[batch];
    }

    /// @inheritdoc IBatchLedger
    function lostOf(bytes32 batch) external view returns (uint64) {
        return _lost[batch];
    }

    /// @inheritdoc IBatchLedger
    function isRecalled(bytes32 batch) public view returns (bool) {
        if (_batches[batch].recalledAt != 0) return true;
        bytes32[] storage sources = _sources[batch];
        uint256 count = sources.length;
        for (uint256 i; i < count; ++i) {
            if (isRecalled(sources[i])) return true;
        }
        return false;
    }

    // To oneself is to nobody.
    function _offer(bytes32 batch, bytes32 from, bytes32 to) private returns (bytes32 nextHolder) {
        nextHolder = to == from ? bytes32(0) : to;
        _nextHolders[batch] = nextHolder;
    }

    function _openFor(bytes32 id, bytes32 actor) internal view returns (Batch storage batch) {
        batch = _batches[id];
        require(batch.state != BATCH_NONE, BatchUnknown(id));
        require(batch.state == BATCH_OPEN, BatchNotOpen(id, batch.state));
        require(batch.holder == actor, NotHolder(id, actor, batch.holder));
        require(batch.recalledAt == 0, BatchRecalled(id));
    }

    // Refuses unless the batch is closed and with the actor.
    function _heldBy(bytes32 id, bytes32 actor) internal view {
        _requireClosed(id, _batches[id].state);
        bytes32 holder = holderOf(id);
        require(actor == holder, NotHolder(id, actor, holder));
    }

    function _offeredTo(bytes32 id, bytes32 actor) private view {
        _requireClosed(id, _batches[id].state);
        require(actor == _nextHolders[id], NotNextHolder(id, actor, _nextHolders[id]));
    }

    function _requireClosed(bytes32 id, uint8 state) internal pure {
        require(state != BATCH_NONE, BatchUnknown(id));
        require(state == BATCH_CLOSED, BatchNotClosed(id, state));
    }

    function _left(bytes32 id) internal view returns (uint64) {
        Batch storage batch = _batches[id];
        return batch.mass - batch.drawn - batch.labelled - _lost[id];
    }
}
