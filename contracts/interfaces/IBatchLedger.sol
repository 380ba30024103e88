// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CloseBatch, DrawBatch, DrawPlot, OpenBatch, Recall, SetCapacity, SetConversion} from "../types/BatchActs.sol";
import {AcceptBatch, OfferBatch, OfferQuota, RejectBatch, TakeQuota, WriteOff} from "../types/HandActs.sol";
import {IActs} from "./IActs.sol";

/// @title How mass flows from plots through batches to labels
/// @notice A batch's mass comes only from draws: on plots, within what the operator says each may yield in a season,
/// and on closed batches, within the conversion ceiling of the two products. What was drawn or labelled is gone.
/// Integer grams throughout. Draws lead from closed batches into open ones, so no batch can flow into itself.
///
/// A batch is certified as a whole, or not: every draw into it carries the same certificate, which must be in force,
/// cover the product and every plot the source came from, and have the volume left.
///
/// A recall is final and reaches everything that flowed from the batch: `isRecalled` follows the draws back.
///
/// @dev Bounds: 32 sources, 64 plots and a lineage of 512 for each batch. The lineage is the number of steps that
/// following all draws back to their plots takes, so `isRecalled` ends for every batch that exists.
///
/// Warning: conversion ratios are the operator's; products that convert into each other in a circle at ratios whose
/// product exceeds 1 would make mass. Ratios are public events: watch them.
/// Warning: a plot's grams are those of the raw product. Draws on plots are refused into any product that some
/// conversion makes, but the ledger does not know which of the remaining products grows on a plot.
/// Warning: `isRecalled` says nothing of certificates, and a certificate's state nothing of recalls.
interface IBatchLedger is IActs {
    struct Batch {
        bytes32 product;
        bytes32 holder;
        uint32 season;
        /// 0 none, 1 open, 2 closed.
        uint8 state;
        /// Grams that flowed in, flowed out into other batches, and went into labels.
        uint64 mass;
        uint64 drawn;
        uint64 labelled;
        /// RFC 9162 tree root over the leaves of the batch's series, and their number.
        bytes32 provenanceRoot;
        uint64 entryCount;
        uint64 closedAt;
        /// 0 if the batch is not certified.
        bytes32 certificate;
        /// 0 unless this very batch was recalled.
        uint64 recalledAt;
        bytes32 recallReasonHash;
    }

    error BatchExists(bytes32 batch, bytes32 holder);
    error BatchUnknown(bytes32 batch);
    error BatchNotOpen(bytes32 batch, uint8 state);
    error BatchNotClosed(bytes32 batch, uint8 state);
    error BatchEmpty(bytes32 batch);
    error NotHolder(bytes32 batch, bytes32 actor, bytes32 holder);

    /// @notice The batch is not offered to the actor.
    error NotNextHolder(bytes32 batch, bytes32 actor, bytes32 nextHolder);

    /// @notice 1 lost, 2 disposed of.
    error CauseUnknown(uint8 cause);
    error QuotaToOneself(bytes32 plot, uint32 season, bytes32 actor);
    error QuotaNotOffered(bytes32 plot, uint32 season, bytes32 from, bytes32 to, uint64 requested, uint64 offered);

    /// @notice The actor neither holds the plot in that season nor took over any of what it may yield.
    error NotPlotHolder(bytes32 plot, uint32 season, bytes32 actor, bytes32 holder);

    /// @notice Something flows, or nothing does: 0 grams are no draw.
    error AmountZero(bytes32 batch);
    error CapacityExceeded(bytes32 plot, uint32 season, uint64 requested, uint64 left);
    error CapacityBelowUsed(bytes32 plot, uint32 season, uint64 requested, uint64 used);

    /// @notice Other products make this one: it does not grow on a plot.
    error ProductNotRaw(bytes32 batch, bytes32 product);
    error DenominatorZero(bytes32 fromProduct, bytes32 toProduct);

    /// @notice A product is itself at 1:1; no ratio can say otherwise.
    error ConversionToItself(bytes32 product);
    error ConversionUnknown(bytes32 fromProduct, bytes32 toProduct);
    error ConversionExceeded(bytes32 fromProduct, bytes32 toProduct, uint64 gramsIn, uint64 gramsOut, uint64 ceiling);
    error BatchMassExceeded(bytes32 batch, uint64 requested, uint64 left);
    error BatchRecalled(bytes32 batch);
    error AlreadyRecalled(bytes32 batch, uint64 recalledAt);
    error TooManySources(bytes32 batch, uint256 max);
    error TooManyPlots(bytes32 batch, uint256 max);
    error LineageTooLong(bytes32 batch, uint256 lineage, uint256 max);

    /// @notice All draws into a batch carry the same certificate, or none does.
    error CertificateMixed(bytes32 batch, bytes32 requested, bytes32 held);
    error CertificateNotInForce(bytes32 certificate, uint8 status);

    /// @notice The certificate does not cover the product, or a plot that the source came from.
    error CertificateScopeExceeded(bytes32 certificate, bytes32 product, bytes32 source);

    /// @notice The certificate's holder is neither the actor, nor held the source, nor a plot it came from.
    error CertificateOfAnother(bytes32 certificate, bytes32 actor, bytes32 holder);

    /// @notice CertificateRegistry refuses the debit.
    error CertificateVolumeExceeded(bytes32 certificate, bytes32 product, uint64 requested, uint64 left);
    error NotLabelMint(address caller, address labelMint);

    event CapacitySet(
        bytes32 indexed plot,
        uint32 indexed season,
        bytes32 indexed holder,
        uint64 grams,
        bytes32 surveyHash,
        bytes32 operator
    );
    event ConversionSet(
        bytes32 indexed fromProduct,
        bytes32 indexed toProduct,
        bytes32 indexed operator,
        uint32 numerator,
        uint32 denominator,
        bytes32 sourceHash
    );
    event BatchOpened(bytes32 indexed batch, bytes32 indexed holder, bytes32 indexed product, uint32 season);
    event PlotDrawn(bytes32 indexed batch, bytes32 indexed plot, uint32 indexed season, uint64 grams);
    event BatchDrawn(
        bytes32 indexed source,
        bytes32 indexed batch,
        bytes32 indexed certificate,
        uint64 gramsIn,
        uint64 gramsOut
    );
    event BatchClosed(
        bytes32 indexed batch,
        bytes32 indexed nextHolder,
        bytes32 provenanceRoot,
        uint64 entryCount,
        uint64 mass
    );
    event BatchOffered(bytes32 indexed batch, bytes32 indexed from, bytes32 indexed nextHolder);

    /// @notice `lost` is the difference to what was left before it was weighed.
    event BatchAccepted(bytes32 indexed batch, bytes32 indexed actor, uint64 grams, uint64 lost);
    event BatchRejected(bytes32 indexed batch, bytes32 indexed actor, string reason);
    event BatchWrittenOff(bytes32 indexed batch, bytes32 indexed actor, uint8 cause, uint64 grams, string reason);
    event QuotaOffered(bytes32 indexed plot, uint32 indexed season, bytes32 indexed from, bytes32 to, uint64 grams);
    event QuotaTaken(bytes32 indexed plot, uint32 indexed season, bytes32 indexed from, bytes32 to, uint64 grams);
    event BatchRecall(bytes32 indexed batch, bytes32 indexed actor, uint64 time, string reason);
    event BatchLabelled(bytes32 indexed batch, uint64 grams);
    event BatchUnlabelled(bytes32 indexed batch, uint64 grams);

    /// @notice Sets what a plot may yield in a season and who harvests it; never below what is used. OPERATOR.
    function setCapacity(SetCapacity calldata act, bytes calldata signature) external;

    /// @notice Sets the ceiling of a product pair, out ≤ in × numerator / denominator. OPERATOR. A numerator of 0 ends
    /// it; the product stays one that is made.
    function setConversion(SetConversion calldata act, bytes calldata signature) external;

    /// @notice Opens a batch under an id never used. GROWER, FACTORY or PACKER, who then holds it.
    function openBatch(OpenBatch calldata act, bytes calldata signature) external;

    /// @notice Draws on a plot. GROWER, holder of the open batch, and of the plot in the batch's season, or of some of
    /// its quota.
    function drawPlot(DrawPlot calldata act, bytes calldata signature) external;

    /// @notice Draws on a closed batch that is in the actor's hands. GROWER, FACTORY or PACKER, holder of the open
    /// batch drawn into. Refused when the source or anything it came from is recalled.
    function drawBatch(DrawBatch calldata act, bytes calldata signature) external;

    /// @notice Closes a batch for good: nothing flows in any more, and now it can flow on. Its holder.
    function closeBatch(CloseBatch calldata act, bytes calldata signature) external;

    /// @notice Offers a closed batch to somebody else than at its closing, or back. Whoever has it: its holder, or
    /// whoever accepted it last. It stays with the actor until that one accepts.
    function offerBatch(OfferBatch calldata act, bytes calldata signature) external;

    /// @notice Takes a batch over, as much as was weighed; the difference is lost. The one that it is offered to. From now
    /// on only the actor draws on it, labels it, offers it on. Refused when it is recalled, upstream included.
    function acceptBatch(AcceptBatch calldata act, bytes calldata signature) external;

    /// @notice Does not take a batch that is offered: it stays where it is.
    function rejectBatch(RejectBatch calldata act, bytes calldata signature) external;

    /// @notice Writes off grams of a closed batch, recalled or not, that were lost or disposed of. Whoever has it.
    function writeOff(WriteOff calldata act, bytes calldata signature) external;

    /// @notice Offers another grower some of what the actor may still pick on a plot in a season; 0 g withdraw the offer.
    function offerQuota(OfferQuota calldata act, bytes calldata signature) external;

    /// @notice Takes some of what is offered: the actor may pick it, the other no longer. Capacity stays what it is.
    function takeQuota(TakeQuota calldata act, bytes calldata signature) external;

    /// @notice Recalls a batch, open or closed, for good. Its holder, an OPERATOR or a REGULATOR.
    function recall(Recall calldata act, bytes calldata signature) external;

    /// @notice Takes grams out of a sound, closed batch for labels. Only LabelMint.
    function label(bytes32 batch, uint64 grams) external;

    /// @notice Puts grams of voided labels back. Only LabelMint.
    function unlabel(bytes32 batch, uint64 grams) external;

    /// @notice Refuses a batch that is recalled, upstream included, or whose certificate is not in force.
    function requireSound(bytes32 batch) external view;

    function batchOf(bytes32 batch) external view returns (Batch memory);

    /// @notice In whose hands the batch is: its holder's, or whoever's accepted it last. 0 for an unknown batch.
    function holderOf(bytes32 batch) external view returns (bytes32);

    /// @notice Grams lost or disposed of: differences at hand-overs, and what was written off.
    function lostOf(bytes32 batch) external view returns (uint64);

    /// @notice What the actor may still pick on a plot in a season; the plot's holder: all that nobody else took over.
    function quotaOf(bytes32 plot, uint32 season, bytes32 actor) external view returns (uint64);

    /// @notice What `from` offers `to` of it.
    function offerOf(bytes32 plot, uint32 season, bytes32 from, bytes32 to) external view returns (uint64);

    /// @notice To whom a closed batch is offered; 0: to nobody.
    function nextHolderOf(bytes32 batch) external view returns (bytes32);

    /// @notice The batches drawn on, in order of the first draw, with the sums of grams.
    function sourcesOf(
        bytes32 batch
    ) external view returns (bytes32[] memory ids, uint64[] memory gramsIn, uint64[] memory gramsOut);

    /// @notice All plots the batch came from, at any depth; grams are those drawn on the plot by this batch itself.
    function plotsOf(bytes32 batch) external view returns (bytes32[] memory plots, uint64[] memory grams);

    /// @notice Whether the batch, or anything it flowed from, was recalled.
    function isRecalled(bytes32 batch) external view returns (bool);

    function capacityOf(
        bytes32 plot,
        uint32 season
    ) external view returns (uint64 grams, uint64 used, bytes32 surveyHash, bytes32 holder);

    /// @notice 0 / 0 for a pair never set, 1 / 1 for a product and itself.
    function conversionOf(
        bytes32 fromProduct,
        bytes32 toProduct
    ) external view returns (uint32 numerator, uint32 denominator);
}
