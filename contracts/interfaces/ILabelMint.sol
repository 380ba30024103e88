// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Activate, Mint, VoidLabels} from "../types/LabelActs.sol";
import {IActs} from "./IActs.sol";

/// @title Which labels exist
/// @notice A packer takes labels out of a closed batch, all of one unit mass, and commits their serials by the root of
/// an RFC 9162 tree; a label is its root and its index. Printed labels become active when the packer says that
/// they are on packs. A label may be voided: one that was spoiled gives its mass back to the batch, one that came back on
/// its pack does not.
/// A mint costs the same for one label and for a million.
///
/// Warning: the contract sees a root, never a serial. That index `i` under the root is the label in your hand is shown
/// by an inclusion proof outside.
/// Warning: an active label says what the packer said. A copied code looks the same on every copy.
interface ILabelMint is IActs {
    struct Minting {
        bytes32 batch;
        bytes32 packer;
        uint32 count;
        uint32 unitGrams;
        uint64 mintedAt;
        /// 0 until activation.
        uint64 activatedAt;
        /// Root of the commitments to the codes under the scratch layers; 0 without.
        bytes32 hiddenRoot;
    }

    error NotBatchHolder(bytes32 batch, bytes32 actor, bytes32 holder);

    /// @notice At least one label, of at least one gram.
    error NoLabels(bytes32 labelRoot, uint32 count, uint32 unitGrams);
    error LabelRootUsed(bytes32 labelRoot, bytes32 batch);
    error LabelRootUnknown(bytes32 labelRoot);
    error NotPacker(bytes32 labelRoot, bytes32 actor, bytes32 packer);
    error AlreadyActive(bytes32 labelRoot, uint64 activatedAt);

    /// @notice 1 to 256 labels are voided at once.
    error IndexCountOutOfRange(uint256 count, uint256 min, uint256 max);
    error IndexOutOfRange(bytes32 labelRoot, uint32 index, uint32 count);
    error AlreadyVoid(bytes32 labelRoot, uint32 index);

    /// @notice Spoiled (1) before activation only, returned (2) after it only, void (3) at any time; nothing else.
    error CauseNotPossible(bytes32 labelRoot, uint8 cause, uint64 activatedAt);

    /// @notice 65,535 acts of voiding for each root.
    error TooManyVoidings(bytes32 labelRoot, uint256 max);

    event LabelsMinted(
        bytes32 indexed labelRoot,
        bytes32 indexed batch,
        bytes32 indexed packer,
        uint32 count,
        uint32 unitGrams,
        bytes32 hiddenRoot
    );
    event LabelsActivated(bytes32 indexed labelRoot, bytes32 indexed batch, uint64 time);
    event LabelsVoided(
        bytes32 indexed labelRoot,
        bytes32 indexed batch,
        uint32[] indexes,
        uint64 gramsReturned,
        uint8 cause,
        string reason
    );

    /// @notice Mints labels. PACKER, holder of the batch, which must be closed, recalled neither itself nor upstream, its
    /// certificate (if any) in force, with `count × unitGrams` left.
    function mint(Mint calldata act, bytes calldata signature) external;

    /// @notice Activates all labels of a root that are not void. PACKER, the one that minted them. Refused when the batch
    /// was recalled, or its certificate has left force, in the meantime.
    function activate(Activate calldata act, bytes calldata signature) external;

    /// @notice Voids labels, for good: spoiled or void before activation, returned or void after it. PACKER, the one that
    /// minted them.
    function voidLabels(VoidLabels calldata act, bytes calldata signature) external;

    /// @notice What was minted under a root; all 0 if nothing.
    function mintOf(bytes32 labelRoot) external view returns (Minting memory);

    /// @notice 0 none, 1 printed, 2 active, 3 void; since when; SHA-256 of the reason for voiding; and its cause.
    function labelState(
        bytes32 labelRoot,
        uint32 index
    ) external view returns (uint8 state, uint64 since, bytes32 reasonHash, uint8 cause);
}
