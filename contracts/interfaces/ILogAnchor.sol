// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Heads of append-only logs, kept so that they can only grow
/// @notice A log is registered once. Then head after head is anchored, and each must come with the RFC 9162 §2.1.4
/// proof that it extends the one before: a head that rewrites history is refused by the chain itself.
///
/// A log names its witnesses, and the quorum: how many of them must sign. With a quorum, anyone may send a head or a
/// heartbeat that so many witnesses signed, and nobody may without. With none, the submitter alone sends them.
///
/// One-way: no owner, no upgrade, no pause, nothing removed. A log may be frozen for ever. Its witnesses change only
/// `witnessDelay` after the change was proposed, in public. Everything that was ever true is in the events.
///
/// @dev Witnesses sign EIP-712 typed data of the domain {name: "Liangji LogAnchor", version: "1", chainId,
/// verifyingContract} with secp256k1: r ‖ s ‖ v, 65 bytes, s in the lower half, v 27 or 28. `signatures` holds exactly
/// the quorum's number of them, by ascending address of the signer; it is empty where the quorum is 0.
///
/// Storage is fixed for `eth_getProof`: `heads` is the mapping at slot 0, two slots for each head (docs/spec/anchor.md).
/// Time is `block.timestamp` as the chain has it, and never decreases.
///
/// Checks come in this order, and the first that fails is the error seen: the log, its state, who may, what is asked.
///
/// Warning: the first to register a log id names its submitter and witnesses. Register before the log's key is
/// published; if somebody else was first, make a new key.
/// Warning: a stolen submitter's key can append and freeze where the quorum is 0. With a quorum it can only propose
/// other witnesses, or a quorum of 0, and that shows for `witnessDelay` before it counts; whoever else holds the key
/// cancels it.
/// Warning: `time` is when the chain took a head, not when it was signed. Of many signed heads anyone may send an older
/// one that still grows the log; send the newest, and the older ones are refused.
/// Warning: a witness of an older set whose address stands in the present one still signs for it.
/// Warning: append-only is not complete, current or true. A head says what was in the log when it was anchored.
/// Warning: the root is only as honest as the chain's validators.
interface ILogAnchor {
    /// @notice `logId` is not SHA-256(origin ‖ 0x0A ‖ 0x01 ‖ key).
    error LogIdMismatch(bytes32 given, bytes32 computed);

    /// @notice An origin has 1 to 255 bytes.
    error OriginLengthOutOfRange(uint256 length, uint256 min, uint256 max);

    error SubmitterZero(bytes32 logId);
    error LogAlreadyRegistered(bytes32 logId, address submitter);
    error LogUnknown(bytes32 logId);
    error NotSubmitter(bytes32 logId, address caller, address submitter);
    error LogIsFrozen(bytes32 logId, uint64 size);

    /// @notice Nothing was anchored yet, so there is nothing to confirm.
    error LogEmpty(bytes32 logId);

    /// @notice A head must hold more entries than the last.
    error SizeNotIncreasing(bytes32 logId, uint64 size, uint64 headSize);

    /// @notice No proof has more nodes than `max`; the first head has none.
    error ProofTooLong(uint256 length, uint256 max);

    /// @notice The proof does not show that the tree (`size`, `root`) begins with the tree (`headSize`, `headRoot`).
    error HeadInconsistent(bytes32 logId, uint64 headSize, bytes32 headRoot, uint64 size, bytes32 root);

    /// @notice A set has at most `max` witnesses.
    error TooManyWitnesses(uint256 count, uint256 max);

    /// @notice Witnesses are listed by ascending address, none twice and none zero.
    error WitnessesNotAscending(uint256 position, address witness, address previous);

    /// @notice A quorum is 1 to the number of witnesses, or 0 if there are none.
    error QuorumOutOfRange(uint8 quorum, uint256 min, uint256 max);

    /// @notice Exactly as many signatures as the quorum asks for.
    error SignatureCountWrong(bytes32 logId, uint256 given, uint8 quorum);

    /// @notice The signature at `position` is nobody's: not 65 bytes, s in the upper half, or no point.
    error SignatureInvalid(bytes32 logId, uint256 position);

    /// @notice The signature at `position` is, if it is over `digest`, by somebody who is no witness of the present set.
    error NotWitness(bytes32 logId, uint256 position, address signer, bytes32 digest);

    /// @notice Signatures come by ascending address of their signers, one each.
    error SignersNotAscending(bytes32 logId, uint256 position, address signer, address previous);

    /// @notice A change without a delay would be none that anybody could see coming.
    error WitnessDelayZero();

    /// @notice One change at a time: the set of this epoch is proposed already, and must be cancelled or applied.
    error WitnessChangePending(bytes32 logId, uint32 epoch);

    /// @notice No set is proposed for this epoch.
    error NoWitnessChange(bytes32 logId, uint32 epoch);

    /// @notice The proposed set does not count before `since`.
    error WitnessChangeTooEarly(bytes32 logId, uint32 epoch, uint256 blockTime, uint64 since);

    event LogRegistered(bytes32 indexed logId, string origin, bytes32 key, address submitter);
    event HeadAnchored(bytes32 indexed logId, uint64 indexed index, uint64 indexed size, bytes32 root, uint64 time);
    event Heartbeat(
        bytes32 indexed logId,
        uint64 indexed index,
        uint64 indexed size,
        bytes32 root,
        uint64 time,
        uint32 beat
    );
    event LogFrozen(bytes32 indexed logId, uint64 indexed index, uint64 indexed size, bytes32 root, uint64 time);

    /// @notice These witnesses count from `time` on, in place of those of the epoch before. Epoch 1 comes with the log.
    event WitnessesSet(bytes32 indexed logId, uint32 indexed epoch, address[] witnesses, uint8 quorum, uint64 time);

    /// @notice These witnesses may be set from `since` on.
    event WitnessChangeProposed(
        bytes32 indexed logId,
        uint32 indexed epoch,
        address[] witnesses,
        uint8 quorum,
        uint64 since
    );
    event WitnessChangeCancelled(bytes32 indexed logId, uint32 indexed epoch);

    /// @notice Registers a log. Anyone, once for each log id.
    /// @param logId SHA-256(origin ‖ 0x0A ‖ 0x01 ‖ key), the id that C2SP signed notes shorten to four bytes.
    /// @param key The log's Ed25519 public key.
    /// @param submitter Who alone proposes witnesses and freezes and, where the quorum is 0, anchors and confirms.
    /// @param witnesses The first set, by ascending address, at most 32; it counts at once.
    /// @param quorum How many of them must sign; 0 if there are none.
    function register(
        bytes32 logId,
        string calldata origin,
        bytes32 key,
        address submitter,
        address[] calldata witnesses,
        uint8 quorum
    ) external;

    /// @notice Anchors a larger head. Anyone with a quorum's signatures; the submitter if the quorum is 0.
    /// @param proof RFC 9162 §2.1.4.1, bottom up; empty for the first head.
    /// @param signatures Over `Head(bytes32 logId,uint64 size,bytes32 root)`.
    function anchor(
        bytes32 logId,
        uint64 size,
        bytes32 root,
        bytes32[] calldata proof,
        bytes[] calldata signatures
    ) external;

    /// @notice Confirms that the last head is still the log's head. Anyone with a quorum's signatures; the submitter if
    /// the quorum is 0. The index stays.
    /// @param signatures Over `Heartbeat(bytes32 logId,uint64 index,uint64 beat)`, where `index` is the head's and
    /// `beat` one more than it has: each counts once.
    function heartbeat(bytes32 logId, bytes[] calldata signatures) external;

    /// @notice Ends the log: no head, no heartbeat and no other witnesses after this. The submitter, with a quorum's
    /// signatures.
    /// @param signatures Over `Freeze(bytes32 logId,uint64 size,bytes32 root)`, of the last head.
    function freeze(bytes32 logId, bytes[] calldata signatures) external;

    /// @notice Proposes other witnesses, or another quorum. Only the submitter. They count when `witnessDelay` has passed
    /// and somebody applies them.
    function proposeWitnessChange(bytes32 logId, address[] calldata witnesses, uint8 quorum) external;

    /// @notice Takes back what is proposed, as long as it is not applied. Only the submitter.
    function cancelWitnessChange(bytes32 logId) external;

    /// @notice Sets the proposed witnesses, once their time has come. Anyone.
    function applyWitnessChange(bytes32 logId) external;

    /// @notice How long a change of witnesses is public before it counts, in the unit of `block.timestamp`.
    function witnessDelay() external view returns (uint32);

    /// @notice The EIP-712 domain separator of this contract on this chain.
    function domainSeparator() external view returns (bytes32);

    /// @notice The last head; all 0 if there is none.
    function headOf(
        bytes32 logId
    ) external view returns (bytes32 root, uint64 size, uint64 time, uint64 index, bool frozen, uint32 beat);

    /// @notice Who may submit, how many witnesses must sign, and the epoch of their set; all 0 for an unknown log.
    function logOf(bytes32 logId) external view returns (address submitter, uint32 epoch, uint8 quorum);

    /// @notice The witnesses of any epoch, past ones included, and since when they count. The epoch after the present one
    /// is what is proposed, with the time from which it may be applied. All 0 if there is none.
    function witnessesOf(
        bytes32 logId,
        uint32 epoch
    ) external view returns (address[] memory witnesses, uint8 quorum, uint64 since);

    /// @notice Whether `leafHash` is entry `index` of the last head, by the RFC 9162 §2.1.3 proof.
    function verifyInclusion(
        bytes32 logId,
        uint64 index,
        bytes32 leafHash,
        bytes32[] calldata proof
    ) external view returns (bool);
}
