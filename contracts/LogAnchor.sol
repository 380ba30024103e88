// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {ILogAnchor} from "./interfaces/ILogAnchor.sol";
import {Rfc9162} from "./libraries/Rfc9162.sol";
import {Cosignatures} from "./types/Cosignatures.sol";
import {HeadState, HeadStates} from "./types/HeadState.sol";

/// @title LogAnchor
contract LogAnchor is ILogAnchor {
    struct Head {
        bytes32 root;
        HeadState state;
    }

    struct Log {
        address submitter;
        uint32 epoch;
        uint8 quorum;
    }

    struct WitnessSet {
        address[] witnesses;
        uint64 since;
        uint8 quorum;
    }

    uint256 private constant MAX_ORIGIN = 255;
    uint256 private constant MAX_WITNESSES = 32;
    bytes32 private constant NAME_HASH = keccak256("Liangji LogAnchor");
    bytes32 private constant VERSION_HASH = keccak256("1");

    /// @inheritdoc ILogAnchor
    // solhint-disable-next-line immutable-vars-naming
    uint32 public immutable witnessDelay;

    // Slot 0, and the order of Head's fields, are part of the specification: phones read them by eth_getProof.
    // OpenZeppelin's EIP712 would put its own state before it, hence the domain below.
    mapping(bytes32 logId => Head) private _heads;
    mapping(bytes32 logId => Log) private _logs;
    mapping(bytes32 logId => mapping(uint32 epoch => WitnessSet)) private _sets;
    // The last epoch whose set has the address: a signature costs one read, and a set is left behind without a write.
    mapping(bytes32 logId => mapping(address witness => uint32 epoch)) private _lastEpoch;

    constructor(uint32 delay) {
        require(delay != 0, WitnessDelayZero());
        witnessDelay = delay;
    }

    /// @inheritdoc ILogAnchor
    function register(
        bytes32 logId,
        string calldata origin,
        bytes32 key,
        address submitter,
        address[] calldata witnesses,
        uint8 quorum
    ) external {
        uint256 length = bytes(origin).length;
        require(length != 0 && length <= MAX_ORIGIN, OriginLengthOutOfRange(length, 1, MAX_ORIGIN));
        bytes32 computed = sha256(abi.encodePacked(origin, hex"0a01", key));
        require(logId == computed, LogIdMismatch(logId, computed));
        require(submitter != address(0), SubmitterZero(logId));
        address registered = _logs[logId].submitter;
        require(registered == address(0), LogAlreadyRegistered(logId, registered));
        _requireSet(witnesses, quorum);

        _logs[logId].submitter = submitter;
        emit LogRegistered(logId, origin, key, submitter);
        _sets[logId][1] = WitnessSet(witnesses, 0, quorum);
        _begin(logId, 1);
    }

    /// @inheritdoc ILogAnchor
    function anchor(
        bytes32 logId,
        uint64 size,
        bytes32 root,
        bytes32[] calldata proof,
        bytes[] calldata signatures
    ) external {
        Head storage head = _live(logId);
        _authorise(logId, Cosignatures.hashHead(logId, size, root), signatures);
        (bytes32 headRoot, uint64 headSize, uint64 index) = (head.root, head.state.size(), head.state.index() + 1);
        require(size > headSize, SizeNotIncreasing(logId, size, headSize));
        if (headSize == 0) {
            require(proof.length == 0, ProofTooLong(proof.length, 0));
        } else {
            require(proof.length <= Rfc9162.MAX_PROOF, ProofTooLong(proof.length, Rfc9162.MAX_PROOF));
            require(
                Rfc9162.isConsistent(headSize, headRoot, size, root, proof),
                HeadInconsistent(logId, headSize, headRoot, size, root)
            );
        }

        uint64 time = uint64(block.timestamp);
        (head.root, head.state) = (root, HeadStates.anchored(size, time, index));
        emit HeadAnchored(logId, index, size, root, time);
    }

    /// @inheritdoc ILogAnchor
    function heartbeat(bytes32 logId, bytes[] calldata signatures) external {
        Head storage head = _live(logId);
        HeadState state = head.state.confirmed(uint64(block.timestamp));
        _authorise(logId, Cosignatures.hashHeartbeat(logId, state.index(), state.beat()), signatures);
        require(state.index() != 0, LogEmpty(logId));

        head.state = state;
        emit Heartbeat(logId, state.index(), state.size(), head.root, state.time(), state.beat());
    }

    /// @inheritdoc ILogAnchor
    function freeze(bytes32 logId, bytes[] calldata signatures) external {
        Head storage head = _live(logId);
        _requireSubmitter(logId);
        HeadState state = head.state;
        _authorise(logId, Cosignatures.hashFreeze(logId, state.size(), head.root), signatures);

        // The head's time stays: a frozen log must not look confirmed.
        head.state = state.ended();
        emit LogFrozen(logId, state.index(), state.size(), head.root, uint64(block.timestamp));
    }

    /// @inheritdoc ILogAnchor
    function proposeWitnessChange(bytes32 logId, address[] calldata witnesses, uint8 quorum) external {
        _live(logId);
        _requireSubmitter(logId);
        uint32 epoch = _logs[logId].epoch + 1;
        WitnessSet storage proposed = _sets[logId][epoch];
        require(proposed.since == 0, WitnessChangePending(logId, epoch));
        _requireSet(witnesses, quorum);

        uint64 since = uint64(block.timestamp) + witnessDelay;
        _sets[logId][epoch] = WitnessSet(witnesses, since, quorum);
        emit WitnessChangeProposed(logId, epoch, witnesses, quorum, since);
    }

    /// @inheritdoc ILogAnchor
    function cancelWitnessChange(bytes32 logId) external {
        _live(logId);
        _requireSubmitter(logId);
        (uint32 epoch, ) = _proposed(logId);

        delete _sets[logId][epoch];
        emit WitnessChangeCancelled(logId, epoch);
    }

    /// @inheritdoc ILogAnchor
    function applyWitnessChange(bytes32 logId) external {
        _live(logId);
        (uint32 epoch, uint64 since) = _proposed(logId);
        require(block.timestamp >= since, WitnessChangeTooEarly(logId, epoch, block.timestamp, since));

        _begin(logId, epoch);
    }

    /// @inheritdoc ILogAnchor
    function headOf(
        bytes32 logId
    ) external view returns (bytes32 root, uint64 size, uint64 time, uint64 index, bool frozen, uint32 beat) {
        Head storage head = _heads[logId];
        HeadState s = head.state;
        return (head.root, s.size(), s.time(), s.index(), s.frozen(), s.beat());
    }

    /// @inheritdoc ILogAnchor
    function logOf(bytes32 logId) external view returns (address submitter, uint32 epoch, uint8 quorum) {
        Log storage log = _logs[logId];
        return (log.submitter, log.epoch, log.quorum);
    }

    /// @inheritdoc ILogAnchor
    function witnessesOf(
        bytes32 logId,
        uint32 epoch
    ) external view returns (address[] memory witnesses, uint8 quorum, uint64 since) {
        WitnessSet storage set = _sets[logId][epoch];
        return (set.witnesses, set.quorum, set.since);
    }

    /// @inheritdoc ILogAnchor
    function verifyInclusion(
        bytes32 logId,
        uint64 index,
        bytes32 leafHash,
        bytes32[] calldata proof
    ) external view returns (bool) {
        Head storage head = _heads[logId];
        return Rfc9162.isIncluded(index, leafHash, head.state.size(), head.root, proof);
    }

    /// @inheritdoc ILogAnchor
    function domainSeparator() public view returns (bytes32) {
        return MessageHashUtils.toDomainSeparator(hex"0f", NAME_HASH, VERSION_HASH, block.chainid, address(this), 0);
    }

    /// @dev Makes the set of `epoch`, which is written, the one that counts.
    function _begin(bytes32 logId, uint32 epoch) private {
        WitnessSet storage set = _sets[logId][epoch];
        address[] memory witnesses = set.witnesses;
        for (uint256 i; i < witnesses.length; ++i) _lastEpoch[logId][witnesses[i]] = epoch;
        set.since = uint64(block.timestamp);

        Log storage log = _logs[logId];
        (log.epoch, log.quorum) = (epoch, set.quorum);
        emit WitnessesSet(logId, epoch, witnesses, set.quorum, set.since);
    }

    /// @dev The head of a log that may still change.
    function _live(bytes32 logId) private view returns (Head storage head) {
        require(_logs[logId].submitter != address(0), LogUnknown(logId));
        head = _heads[logId];
        require(!head.state.frozen(), LogIsFrozen(logId, head.state.size()));
    }

    function _requireSubmitter(bytes32 logId) private view {
        address submitter = _logs[logId].submitter;
        require(msg.sender == submitter, NotSubmitter(logId, msg.sender, submitter));
    }

    /// @dev Refuses unless a quorum of the present witnesses signed `structHash` or, where there is none, the submitter calls.
    function _authorise(bytes32 logId, bytes32 structHash, bytes[] calldata signatures) private view {
        Log memory log = _logs[logId];
        if (log.quorum == 0) _requireSubmitter(logId);
        require(signatures.length == log.quorum, SignatureCountWrong(logId, signatures.length, log.quorum));
        if (log.quorum == 0) return;

        bytes32 digest = MessageHashUtils.toTypedDataHash(domainSeparator(), structHash);
        address previous = address(0);
        for (uint256 i; i < signatures.length; ++i) {
            (address signer, ECDSA.RecoverError fault, ) = ECDSA.tryRecoverCalldata(digest, signatures[i]);
            require(fault == ECDSA.RecoverError.NoError, SignatureInvalid(logId, i));
            require(_lastEpoch[logId][signer] == log.epoch, NotWitness(logId, i, signer, digest));
            require(signer > previous, SignersNotAscending(logId, i, signer, previous));
            previous = signer;
        }
    }

    /// @dev What is proposed: the epoch after the present one.
    function _proposed(bytes32 logId) private view returns (uint32 epoch, uint64 since) {
        epoch = _logs[logId].epoch + 1;
        since = _sets[logId][epoch].since;
        require(since != 0, NoWitnessChange(logId, epoch));
    }

    function _requireSet(address[] calldata witnesses, uint8 quorum) private pure {
        uint256 count = witnesses.length;
        require(count <= MAX_WITNESSES, TooManyWitnesses(count, MAX_WITNESSES));
        uint256 least = count == 0 ? 0 : 1;
        require(quorum >= least && quorum <= count, QuorumOutOfRange(quorum, least, count));
        address previous = address(0);
        for (uint256 i; i < count; ++i) {
            require(witnesses[i] > previous, WitnessesNotAscending(i, witnesses[i], previous));
            previous = witnesses[i];
        }
    }
}
