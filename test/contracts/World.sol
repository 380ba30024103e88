// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;
import {BatchLedger} from "../../contracts/BatchLedger.sol";
import {IBatchLedger} from "../../contracts/interfaces/IBatchLedger.sol";
import {LabelMint} from "../../contracts/LabelMint.sol";
import {
    CloseBatch,
    DrawBatch,
    DrawPlot,
    OpenBatch,
    Recall,
    SetCapacity,
    SetConversion
} from "../../contracts/types/BatchActs.sol";
import {
    AcceptBatch,
    OfferBatch,
    OfferQuota,
    RejectBatch,
    TakeQuota,
    WriteOff
} from "../../contracts/types/HandActs.sol";
import {Activate, Mint, VoidLabels} from "../../contracts/types/LabelActs.sol";
import {Ground} from "./Ground.sol";

/// @notice The ground, and a verb for each act about batches and labels.
abstract contract World is Ground {
    // BatchLedger

    function setCapacity(bytes32 plot, bytes32 holder, uint64 grams) internal {
        send(SetCapacity(OPERATOR_1, plot, SEASON, holder, grams, HASH, nonce(address(ledger), OPERATOR_1), due()));
    }

    function send(SetCapacity memory a) internal {
        bytes memory signature = signed(address(ledger), a.actor, this.hashSetCapacity(a));
        go();
        ledger.setCapacity(a, signature);
    }

    function setConversion(bytes32 from, bytes32 to, uint32 numerator, uint32 denominator) internal {
        uint256 n = nonce(address(ledger), OPERATOR_1);
        send(SetConversion(OPERATOR_1, from, to, numerator, denominator, HASH, n, due()));
    }

    function send(SetConversion memory a) internal {
        bytes memory signature = signed(address(ledger), a.actor, this.hashSetConversion(a));
        go();
        ledger.setConversion(a, signature);
    }

    function openBatch(bytes32 actor, bytes32 batch, bytes32 product) internal {
        OpenBatch memory a = OpenBatch(actor, batch, product, SEASON, nonce(address(ledger), actor), due());
        bytes memory signature = signed(address(ledger), actor, this.hashOpenBatch(a));
        go();
        ledger.openBatch(a, signature);
    }

    function drawPlot(bytes32 actor, bytes32 batch, bytes32 plot, uint64 grams) internal {
        DrawPlot memory a = DrawPlot(actor, batch, plot, grams, nonce(address(ledger), actor), due());
        bytes memory signature = signed(address(ledger), actor, this.hashDrawPlot(a));
        go();
        ledger.drawPlot(a, signature);
    }

    function drawBatch(bytes32 actor, bytes32 source, bytes32 batch, uint64 gramsIn, uint64 gramsOut) internal {
        drawBatch(actor, source, batch, gramsIn, gramsOut, 0);
    }

    function drawBatch(
        bytes32 actor,
        bytes32 source,
        bytes32 batch,
        uint64 gramsIn,
        uint64 gramsOut,
        bytes32 certificate
    ) internal {
        uint256 n = nonce(address(ledger), actor);
        DrawBatch memory a = DrawBatch(actor, source, batch, gramsIn, gramsOut, certificate, n, due());
        bytes memory signature = signed(address(ledger), actor, this.hashDrawBatch(a));
        go();
        ledger.drawBatch(a, signature);
    }

    function closeBatch(bytes32 actor, bytes32 batch, bytes32 nextHolder) internal {
        send(CloseBatch(actor, batch, HASH, 1, nextHolder, nonce(address(ledger), actor), due()));
    }

    function send(CloseBatch memory a) internal {
        bytes memory signature = signed(address(ledger), a.actor, this.hashCloseBatch(a));
        go();
        ledger.closeBatch(a, signature);
    }

    function offerBatch(bytes32 actor, bytes32 batch, bytes32 nextHolder) internal {
        OfferBatch memory a = OfferBatch(actor, batch, nextHolder, nonce(address(ledger), actor), due());
        bytes memory signature = signed(address(ledger), actor, this.hashOfferBatch(a));
        go();
        ledger.offerBatch(a, signature);
    }

    function acceptBatch(bytes32 actor, bytes32 batch, uint64 grams) internal {
        AcceptBatch memory a = AcceptBatch(actor, batch, grams, nonce(address(ledger), actor), due());
        bytes memory signature = signed(address(ledger), actor, this.hashAcceptBatch(a));
        go();
        ledger.acceptBatch(a, signature);
    }

    function rejectBatch(bytes32 actor, bytes32 batch, string memory reason) internal {
        RejectBatch memory a = RejectBatch(actor, batch, reason, nonce(address(ledger), actor), due());
        bytes memory signature = signed(address(ledger), actor, this.hashRejectBatch(a));
        go();
        ledger.rejectBatch(a, signature);
    }

    function writeOff(bytes32 actor, bytes32 batch, uint8 cause, uint64 grams, string memory reason) internal {
        WriteOff memory a = WriteOff(actor, batch, cause, grams, reason, nonce(address(ledger), actor), due());
        bytes memory signature = signed(address(ledger), actor, this.hashWriteOff(a));
        go();
        ledger.writeOff(a, signature);
    }

    function offerQuota(bytes32 actor, bytes32 plot, bytes32 to, uint64 grams) internal {
        OfferQuota memory a = OfferQuota(actor, plot, SEASON, to, grams, nonce(address(ledger), actor), due());
        bytes memory signature = signed(address(ledger), actor, this.hashOfferQuota(a));
        go();
        ledger.offerQuota(a, signature);
    }

    function takeQuota(bytes32 actor, bytes32 plot, bytes32 from, uint64 grams) internal {
        TakeQuota memory a = TakeQuota(actor, plot, SEASON, from, grams, nonce(address(ledger), actor), due());
        bytes memory signature = signed(address(ledger), actor, this.hashTakeQuota(a));
        go();
        ledger.takeQuota(a, signature);
    }

    /// @dev All that is left of it.
    function acceptBatch(bytes32 actor, bytes32 batch) internal {
        IBatchLedger.Batch memory b = ledger.batchOf(batch);
        acceptBatch(actor, batch, b.mass - b.drawn - b.labelled - ledger.lostOf(batch));
    }

    function recall(bytes32 actor, bytes32 batch, string memory reason) internal {
        Recall memory a = Recall(actor, batch, reason, nonce(address(ledger), actor), due());
        bytes memory signature = signed(address(ledger), actor, this.hashRecall(a));
        go();
        ledger.recall(a, signature);
    }

    // LabelMint

    function mint(bytes32 actor, bytes32 batch, bytes32 labelRoot, uint32 count, uint32 unitGrams) internal {
        Mint memory a = Mint(actor, batch, labelRoot, "hidden", count, unitGrams, nonce(address(labels), actor), due());
        bytes memory signature = signed(address(labels), actor, this.hashMint(a));
        go();
        labels.mint(a, signature);
    }

    function activate(bytes32 actor, bytes32 labelRoot) internal {
        Activate memory a = Activate(actor, labelRoot, nonce(address(labels), actor), due());
        bytes memory signature = signed(address(labels), actor, this.hashActivate(a));
        go();
        labels.activate(a, signature);
    }

    function voidLabels(bytes32 actor, bytes32 labelRoot, uint32[] memory indexes, string memory reason) internal {
        voidLabels(actor, labelRoot, indexes, 3, reason);
    }

    function voidLabels(
        bytes32 actor,
        bytes32 labelRoot,
        uint32[] memory indexes,
        uint8 cause,
        string memory reason
    ) internal {
        VoidLabels memory a = VoidLabels(
            actor,
            labelRoot,
            indexes,
            cause,
            reason,
            nonce(address(labels), actor),
            due()
        );
        bytes memory signature = signed(address(labels), actor, this.hashVoidLabels(a));
        go();
        labels.voidLabels(a, signature);
    }

    /// @dev `grams` of leaf of PLOT in a closed batch, taken over by FACTORY_1.
    function grow(bytes32 batch, uint64 grams) internal {
        setCapacity(PLOT, GROWER_1, grams);
        openBatch(GROWER_1, batch, LEAF);
        drawPlot(GROWER_1, batch, PLOT, grams);
        closeBatch(GROWER_1, batch, FACTORY_1);
        acceptBatch(FACTORY_1, batch);
    }

    /// @dev leaf → tea → pack, all closed: 4,000 g of leaf give 1,000 g of tea and 1,000 g of packs, uncertified.
    function packed() internal {
        setConversion(LEAF, TEA, 1, 4);
        setConversion(TEA, PACK, 1, 1);
        grow("leaf", 4000);
        openBatch(FACTORY_1, "tea", TEA);
        drawBatch(FACTORY_1, "leaf", "tea", 4000, 1000);
        closeBatch(FACTORY_1, "tea", PACKER_1);
        acceptBatch(PACKER_1, "tea");
        openBatch(PACKER_1, "pack", PACK);
        drawBatch(PACKER_1, "tea", "pack", 1000, 1000);
        closeBatch(PACKER_1, "pack", 0);
    }

    function certify() internal {
        accredit(ACCREDITOR_1, BODY_1, ORGANIC, 0, FAR);
        send(draft());
    }
}
