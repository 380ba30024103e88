// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Acts} from "./Acts.sol";
import {BatchHands} from "./BatchHands.sol";
import {PlotQuotas} from "./PlotQuotas.sol";
import {IActorRegistry} from "./interfaces/IActorRegistry.sol";
import {IBatchLedger} from "./interfaces/IBatchLedger.sol";
import {ICertificateRegistry} from "./interfaces/ICertificateRegistry.sol";
import {BatchActs, DrawBatch, DrawPlot, OpenBatch, SetConversion} from "./types/BatchActs.sol";
import {GROWER, OPERATOR, PRODUCERS} from "./types/Roles.sol";
import {BATCH_NONE, BATCH_OPEN, CERTIFICATE_IN_FORCE} from "./types/States.sol";

/// @title BatchLedger
contract BatchLedger is BatchHands, PlotQuotas {
    using BatchActs for SetConversion;
    using BatchActs for OpenBatch;
    using BatchActs for DrawPlot;
    using BatchActs for DrawBatch;

    struct Conversion {
        uint32 numerator;
        uint32 denominator;
    }

    // One draw, or several on the same source; `gramsOut` is 0 only if there was none.
    struct Edge {
        uint64 gramsIn;
        uint64 gramsOut;
    }

    struct PlotShare {
        uint64 grams;
        bool present;
    }

    uint256 private constant MAX_SOURCES = 32;
    uint256 private constant MAX_PLOTS = 64;
    uint256 private constant MAX_LINEAGE = 512;

    IActorRegistry private immutable ACTORS;
    ICertificateRegistry private immutable CERTIFICATES;
    address private immutable LABEL_MINT;

    mapping(bytes32 fromProduct => mapping(bytes32 toProduct => Conversion)) private _conversions;
    mapping(bytes32 product => bool) private _isMade;
    mapping(bytes32 batch => mapping(bytes32 source => Edge)) private _edges;
    mapping(bytes32 batch => uint256) private _lineages;
    mapping(bytes32 batch => bytes32[]) private _plots;
    mapping(bytes32 batch => mapping(bytes32 plot => PlotShare)) private _plotShares;

    constructor(IActorRegistry actors, ICertificateRegistry certificates, address labelMint) Acts(actors) {
        ACTORS = actors;
        CERTIFICATES = certificates;
        LABEL_MINT = labelMint;
    }

    modifier onlyLabelMint() {
        require(msg.sender == LABEL_MINT, NotLabelMint(msg.sender, LABEL_MINT));
        _;
    }

    /// @inheritdoc IBatchLedger
    function setConversion(SetConversion calldata act, bytes calldata signature) external {
        _authorise(act.actor, OPERATOR, act.hash(), act.nonce, act.deadline, signature);
        require(act.fromProduct != 0, ZeroValue("fromProduct"));
        require(act.toProduct != 0, ZeroValue("toProduct"));
        require(act.sourceHash != 0, ZeroValue("sourceHash"));
        require(act.fromProduct != act.toProduct, ConversionToItself(act.fromProduct));
        require(act.denominator != 0, DenominatorZero(act.fromProduct, act.toProduct));

        _conversions[act.fromProduct][act.toProduct] = Conversion(act.numerator, act.denominator);
        _isMade[act.toProduct] = true;
        emit ConversionSet(act.fromProduct, act.toProduct, act.actor, act.numerator, act.denominator, act.sourceHash);
    }

    /// @inheritdoc IBatchLedger
    function openBatch(OpenBatch calldata act, bytes calldata signature) external {
        _authorise(act.actor, PRODUCERS, act.hash(), act.nonce, act.deadline, signature);
        require(act.batch != 0, ZeroValue("batch"));
        require(act.product != 0, ZeroValue("product"));
        Batch storage batch = _batches[act.batch];
        require(batch.state == BATCH_NONE, BatchExists(act.batch, batch.holder));

        batch.product = act.product;
        batch.holder = act.actor;
        batch.season = act.season;
        batch.state = BATCH_OPEN;
        emit BatchOpened(act.batch, act.actor, act.product, act.season);
    }

    /// @inheritdoc IBatchLedger
    function drawPlot(DrawPlot calldata act, bytes calldata signature) external {
        _authorise(act.actor, GROWER, act.hash(), act.nonce, act.deadline, signature);
        Batch storage batch = _openFor(act.batch, act.actor);
        require(act.grams != 0, AmountZero(act.batch));
        require(!_isMade[batch.product], ProductNotRaw(act.batch, batch.product));
        require(batch.certificate == 0, CertificateMixed(act.batch, 0, batch.certificate));

        _pick(act.plot, batch.season, act.actor, act.grams);
        batch.mass += act.grams;
        _addPlot(act.batch, act.plot, act.grams);
        emit PlotDrawn(act.batch, act.plot, batch.season, act.grams);
    }

    /// @inheritdoc IBatchLedger
    function drawBatch(DrawBatch calldata act, bytes calldata signature) external {
        _authorise(act.actor, PRODUCERS, act.hash(), act.nonce, act.deadline, signature);
        Batch storage batch = _openFor(act.batch, act.actor);
        Batch storage source = _batches[act.source];
        require(act.gramsIn != 0 && act.gramsOut != 0, AmountZero(act.batch));
        _heldBy(act.source, act.actor);
        require(!isRecalled(act.source), BatchRecalled(act.source));
        uint64 left = _left(act.source);
        require(act.gramsIn <= left, BatchMassExceeded(act.source, act.gramsIn, left));
        _requireYield(source.product, batch.product, act.gramsIn, act.gramsOut);

        _certify(act, batch, source);
        source.drawn += act.gramsIn;
        batch.mass += act.gramsOut;
        _addSource(act);
        bytes32[] storage plots = _plots[act.source];
        uint256 count = plots.length;
        for (uint256 i; i < count; ++i) _addPlot(act.batch, plots[i], 0);
        emit BatchDrawn(act.source, act.batch, act.certificate, act.gramsIn, act.gramsOut);
    }

    /// @inheritdoc IBatchLedger
    function label(bytes32 id, uint64 grams) external onlyLabelMint {
        Batch storage batch = _batches[id];
        _requireClosed(id, batch.state);
        requireSound(id);
        require(grams != 0, AmountZero(id));
        uint64 left = _left(id);
        require(grams <= left, BatchMassExceeded(id, grams, left));

        batch.labelled += grams;
        emit BatchLabelled(id, grams);
    }

    /// @inheritdoc IBatchLedger
    function unlabel(bytes32 batch, uint64 grams) external onlyLabelMint {
        _batches[batch].labelled -= grams;
        emit BatchUnlabelled(batch, grams);
    }

    /// @inheritdoc IBatchLedger
    function requireSound(bytes32 batch) public view {
        require(!isRecalled(batch), BatchRecalled(batch));
        bytes32 certificate = _batches[batch].certificate;
        if (certificate != 0) _requireInForce(certificate);
    }

    /// @inheritdoc IBatchLedger
    function sourcesOf(
        bytes32 batch
    ) external view returns (bytes32[] memory ids, uint64[] memory gramsIn, uint64[] memory gramsOut) {
        ids = _sources[batch];
        gramsIn = new uint64[](ids.length);
        gramsOut = new uint64[](ids.length);
        for (uint256 i; i < ids.length; ++i) {
            Edge storage edge = _edges[batch][ids[i]];
            (gramsIn[i], gramsOut[i]) = (edge.gramsIn, edge.gramsOut);
        }
    }

    /// @inheritdoc IBatchLedger
    function plotsOf(bytes32 batch) external view returns (bytes32[] memory plots, uint64[] memory grams) {
        plots = _plots[batch];
        grams = new uint64[](plots.length);
        for (uint256 i; i < plots.length; ++i) grams[i] = _plotShares[batch][plots[i]].grams;
    }

    /// @inheritdoc IBatchLedger
    function conversionOf(
        bytes32 fromProduct,
        bytes32 toProduct
    ) public view returns (uint32 numerator, uint32 denominator) {
        if (fromProduct == toProduct) return (1, 1);
        Conversion storage c = _conversions[fromProduct][toProduct];
        return (c.numerator, c.denominator);
    }

    // The certificate's part of a draw: its checks, and the debit of its volume.
    function _certify(DrawBatch calldata act, Batch storage batch, Batch storage source) private {
        bytes32 certificate = act.certificate;
        if (batch.mass != 0) {
            require(certificate == batch.certificate, CertificateMixed(act.batch, certificate, batch.certificate));
        }
        if (certificate == 0) return;

        _requireInForce(certificate);
        bytes32 product = batch.product;
        require(
            CERTIFICATES.covers(certificate, product, _plots[act.source]),
            CertificateScopeExceeded(certificate, product, act.source)
        );
        _requireOwn(act, source);
        CERTIFICATES.debit(certificate, product, act.gramsOut);
        batch.certificate = certificate;
    }

    function _addSource(DrawBatch calldata act) private {
        Edge storage edge = _edges[act.batch][act.source];
        if (edge.gramsOut == 0) {
            bytes32[] storage sources = _sources[act.batch];
            require(sources.length < MAX_SOURCES, TooManySources(act.batch, MAX_SOURCES));
            sources.push(act.source);
            uint256 lineage = _lineages[act.batch] + 1 + _lineages[act.source];
            require(lineage <= MAX_LINEAGE, LineageTooLong(act.batch, lineage, MAX_LINEAGE));
            _lineages[act.batch] = lineage;
        }
        edge.gramsIn += act.gramsIn;
        edge.gramsOut += act.gramsOut;
    }

    function _addPlot(bytes32 batch, bytes32 plot, uint64 grams) private {
        PlotShare storage share = _plotShares[batch][plot];
        if (!share.present) {
            bytes32[] storage plots = _plots[batch];
            require(plots.length < MAX_PLOTS, TooManyPlots(batch, MAX_PLOTS));
            plots.push(plot);
            share.present = true;
        }
        if (grams != 0) share.grams += grams;
    }

    function _requireYield(bytes32 from, bytes32 to, uint64 gramsIn, uint64 gramsOut) private view {
        (uint32 numerator, uint32 denominator) = conversionOf(from, to);
        require(denominator != 0, ConversionUnknown(from, to));
        uint256 ceiling = (uint256(gramsIn) * numerator) / denominator;
        // A ceiling above 2^64 refuses nothing, so what the error tells is never cut.
        require(gramsOut <= ceiling, ConversionExceeded(from, to, gramsIn, gramsOut, uint64(ceiling)));
    }

    function _requireInForce(bytes32 certificate) private view {
        uint8 status = CERTIFICATES.status(certificate);
        require(status == CERTIFICATE_IN_FORCE, CertificateNotInForce(certificate, status));
    }

    // A certificate serves those in whose hands the goods were: a stranger must not use up its volume.
    function _requireOwn(DrawBatch calldata act, Batch storage source) private view {
        bytes32 holder = CERTIFICATES.certificateOf(act.certificate).holder;
        if (holder == act.actor || holder == source.holder) return;
        bytes32[] storage plots = _plots[act.source];
        uint256 count = plots.length;
        for (uint256 i; i < count; ++i) {
            if (_capacities[plots[i]][source.season].holder == holder) return;
        }
        revert CertificateOfAnother(act.certificate, act.actor, holder);
    }
}
