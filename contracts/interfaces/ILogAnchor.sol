// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Heads of append-only logs, kept so that they can only grow
/// @notice A log is registered once. Its submitter then anchors head after head, and each must come with the RFC 9162
/// §2.1.4 proof that it extends the one before: a head that rewrites history is refused by the chain itself.
/// One-way: no owner, no upgrade, no pause, nothing removed. A submitter may freeze its log for ever.
///
/// @dev Storage is fixed for `eth_getProof`: `heads` is the mapping at slot 0, two slots for each head (docs/spec/anchor.md).
/// Time is `block.timestamp` as the chain has it.
///
/// Warning: the first to register a log id names its submitter. Register before the log's key is published; if
/// somebody else was first, make a new key.
/// Warning: append-only is not complete, current or true. A head says what was in the log when it was anchored.
/// Warning: the root is only as honest as the chain's validators.
interface ILogAnchor {
    struct Head {
        /// RFC 9162 tree head, SHA-256.
        bytes32 root;
        uint64 size;
        /// When the head was last anchored or confirmed by a heartbeat.
        uint64 time;
        /// How many heads were anchored, this one included. 0: none yet.
        uint64 index;
        bool frozen;
    }

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

    event LogRegistered(bytes32 indexed logId, string origin, bytes32 key, address submitter);
    event HeadAnchored(bytes32 indexed logId, uint64 indexed index, uint64 indexed size, bytes32 root, uint64 time);
    event Heartbeat(bytes32 indexed logId, uint64 indexed index, uint64 indexed size, bytes32 root, uint64 time);
    event LogFrozen(bytes32 indexed logId, uint64 indexed index, uint64 indexed size, bytes32 root, uint64 time);

    /// @notice Registers a log. Anyone, once for each log id.
    /// @param logId SHA-256(origin ‖ 0x0A ‖ 0x01 ‖ key), the id that C2SP signed notes shorten to four bytes.
    /// @param key The log's Ed25519 public key.
    /// @param submitter Who alone anchors, confirms and freezes.
    function register(bytes32 logId, string calldata origin, bytes32 key, address submitter) external;

    /// @notice Anchors a larger head. Only the submitter.
    /// @param proof RFC 9162 §2.1.4.1, bottom up; empty for the first head.
    function anchor(bytes32 logId, uint64 size, bytes32 root, bytes32[] calldata proof) external;

    /// @notice Confirms that the last head is still the log's head. Only the submitter. The index stays.
    function heartbeat(bytes32 logId) external;

    /// @notice Ends the log: no head and no heartbeat after this. Only the submitter.
    function freeze(bytes32 logId) external;

    /// @notice The last head; all 0 if there is none.
    function headOf(
        bytes32 logId
    ) external view returns (bytes32 root, uint64 size, uint64 time, uint64 index, bool frozen);

    /// @notice Who may anchor; 0 for an unknown log.
    function submitterOf(bytes32 logId) external view returns (address);

    /// @notice Whether `leafHash` is entry `index` of the last head, by the RFC 9162 §2.1.3 proof.
    function verifyInclusion(
        bytes32 logId,
        uint64 index,
        bytes32 leafHash,
        bytes32[] calldata proof
    ) external view returns (bool);
}
