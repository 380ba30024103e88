// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Acts} from "./Acts.sol";
import {IActorRegistry} from "./interfaces/IActorRegistry.sol";
import {IBatchLedger} from "./interfaces/IBatchLedger.sol";
import {ILabelMint} from "./interfaces/ILabelMint.sol";
import {Activate, LabelActs, Mint, VoidLabels} from "./types/LabelActs.sol";
import {PACKER} from "./types/Roles.sol";
import {
    CAUSE_RETURNED,
    CAUSE_SPOILED,
    CAUSE_VOID,
    LABEL_ACTIVE,
    LABEL_NONE,
    LABEL_PRINTED,
    LABEL_VOID
} from "./types/States.sol";

/// @title LabelMint
contract LabelMint is Acts, ILabelMint {
    using LabelActs for Mint;
    using LabelActs for Activate;
    using LabelActs for VoidLabels;

    struct Voiding {
        bytes32 reasonHash;
        uint64 time;
        uint8 cause;
    }

    uint256 private constant MAX_INDEXES = 256;
    uint256 private constant MAX_VOIDINGS = type(uint16).max;

    IBatchLedger private immutable LEDGER;

    mapping(bytes32 labelRoot => Minting) private _mints;
    mapping(bytes32 labelRoot => Voiding[]) private _voidings;
    // Number of the voiding, from 1, for each index. Sixteen share a slot: neighbours are voided together.
    mapping(bytes32 labelRoot => uint16[2 ** 32]) private _voidedBy;

    constructor(IActorRegistry actors, IBatchLedger ledger) Acts(actors) {
        LEDGER = ledger;
    }

    /// @inheritdoc ILabelMint
    function mint(Mint calldata act, bytes calldata signature) external {
        _authorise(act.actor, PACKER, act.hash(), act.nonce, act.deadline, signature);
        require(act.labelRoot != 0, ZeroValue("labelRoot"));
        require(act.count != 0 && act.unitGrams != 0, NoLabels(act.labelRoot, act.count, act.unitGrams));
        bytes32 used = _mints[act.labelRoot].batch;
        require(used == 0, LabelRootUsed(act.labelRoot, used));
        bytes32 holder = LEDGER.holderOf(act.batch);
        require(holder == act.actor, NotBatchHolder(act.batch, act.actor, holder));

        _mints[act.labelRoot] = Minting({
            batch: act.batch,
            packer: act.actor,
            count: act.count,
            unitGrams: act.unitGrams,
            mintedAt: uint64(block.timestamp),
            activatedAt: 0,
            hiddenRoot: act.hiddenRoot
        });
        LEDGER.label(act.batch, uint64(act.count) * act.unitGrams);
        emit LabelsMinted(act.labelRoot, act.batch, act.actor, act.count, act.unitGrams, act.hiddenRoot);
    }

    /// @inheritdoc ILabelMint
    function activate(Activate calldata act, bytes calldata signature) external {
        _authorise(act.actor, PACKER, act.hash(), act.nonce, act.deadline, signature);
        Minting storage minting = _mintingOf(act.labelRoot, act.actor);
        require(minting.activatedAt == 0, AlreadyActive(act.labelRoot, minting.activatedAt));
        LEDGER.requireSound(minting.batch);

        minting.activatedAt = uint64(block.timestamp);
        emit LabelsActivated(act.labelRoot, minting.batch, minting.activatedAt);
    }

    /// @inheritdoc ILabelMint
    function voidLabels(VoidLabels calldata act, bytes calldata signature) external {
        _authorise(act.actor, PACKER, act.hash(), act.nonce, act.deadline, signature);
        _requireReason(act.reason);
        Minting memory minting = _mintingOf(act.labelRoot, act.actor);
        require(
            act.cause == CAUSE_VOID || act.cause == (minting.activatedAt == 0 ? CAUSE_SPOILED : CAUSE_RETURNED),
            CauseNotPossible(act.labelRoot, act.cause, minting.activatedAt)
        );
        uint256 count = act.indexes.length;
        require(count != 0 && count <= MAX_INDEXES, IndexCountOutOfRange(count, 1, MAX_INDEXES));
        Voiding[] storage voidings = _voidings[act.labelRoot];
        require(voidings.length < MAX_VOIDINGS, TooManyVoidings(act.labelRoot, MAX_VOIDINGS));

        voidings.push(Voiding(sha256(bytes(act.reason)), uint64(block.timestamp), act.cause));
        uint16 number = uint16(voidings.length);
        uint16[2 ** 32] storage voidedBy = _voidedBy[act.labelRoot];
        for (uint256 i; i < count; ++i) {
            uint32 index = act.indexes[i];
            require(index < minting.count, IndexOutOfRange(act.labelRoot, index, minting.count));
            require(voidedBy[index] == 0, AlreadyVoid(act.labelRoot, index));
            voidedBy[index] = number;
        }

        // A label that was on a pack has left with its mass.
        uint64 returned = minting.activatedAt == 0 ? uint64(count) * minting.unitGrams : 0;
        if (returned != 0) LEDGER.unlabel(minting.batch, returned);
        emit LabelsVoided(act.labelRoot, minting.batch, act.indexes, returned, act.cause, act.reason);
    }

    /// @inheritdoc ILabelMint
    function mintOf(bytes32 labelRoot) external view returns (Minting memory) {
        return _mints[labelRoot];
    }

    /// @inheritdoc ILabelMint
    function labelState(
        bytes32 labelRoot,
        uint32 index
    ) external view returns (uint8 state, uint64 since, bytes32 reasonHash, uint8 cause) {
        Minting storage minting = _mints[labelRoot];
        if (index >= minting.count) return (LABEL_NONE, 0, 0, 0);

        uint16 number = _voidedBy[labelRoot][index];
        if (number != 0) {
            Voiding storage voiding = _voidings[labelRoot][number - 1];
            return (LABEL_VOID, voiding.time, voiding.reasonHash, voiding.cause);
        }
        if (minting.activatedAt != 0) return (LABEL_ACTIVE, minting.activatedAt, 0, 0);
        return (LABEL_PRINTED, minting.mintedAt, 0, 0);
    }

    function _mintingOf(bytes32 labelRoot, bytes32 actor) private view returns (Minting storage minting) {
        minting = _mints[labelRoot];
        require(minting.batch != 0, LabelRootUnknown(labelRoot));
        require(minting.packer == actor, NotPacker(labelRoot, actor, minting.packer));
    }
}
