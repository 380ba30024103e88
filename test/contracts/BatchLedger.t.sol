// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;
import {IActs} from "../../contracts/interfaces/IActs.sol";
import {IBatchLedger} from "../../contracts/interfaces/IBatchLedger.sol";
import {CloseBatch, SetCapacity, SetConversion} from "../../contracts/types/BatchActs.sol";
import {FACTORY, GROWER, LABORATORY, OPERATOR, PRODUCERS} from "../../contracts/types/Roles.sol";
import {vm} from "./Vm.sol";
import {World} from "./World.sol";

contract BatchLedgerTest is World {
    // Capacity

    function testFuzzACapacityIsNeverSetBelowWhatIsUsed(uint64 grams, uint64 used, uint64 next) public {
        vm.assume(grams != 0);
        used = uint64(within(used, 1, grams));
        setCapacity(PLOT, GROWER_1, grams);
        openBatch(GROWER_1, "leaf", LEAF);
        drawPlot(GROWER_1, "leaf", PLOT, used);
        if (next < used) {
            expect(abi.encodeWithSelector(IBatchLedger.CapacityBelowUsed.selector, PLOT, SEASON, next, used));
        }
        setCapacity(PLOT, GROWER_1, next);
        (uint64 held, uint64 spent, bytes32 survey, bytes32 holder) = ledger.capacityOf(PLOT, SEASON);
        vm.assertEq(held, next < used ? grams : next);
        vm.assertEq(spent, used);
        vm.assertEq(survey, HASH);
        vm.assertEq(holder, GROWER_1);
    }

    function testFuzzDrawsNeverExceedTheCapacity(uint32 capacity, uint32[8] memory draws) public {
        setCapacity(PLOT, GROWER_1, capacity);
        openBatch(GROWER_1, "leaf", LEAF);
        uint64 used;
        for (uint256 i; i < 8; ++i) {
            uint64 grams = uint64(within(draws[i], 1, uint256(capacity) / 2 + 1));
            uint64 left = capacity - used;
            bool fits = grams <= left;
            if (!fits) {
                expect(abi.encodeWithSelector(IBatchLedger.CapacityExceeded.selector, PLOT, SEASON, grams, left));
            }
            drawPlot(GROWER_1, "leaf", PLOT, grams);
            if (fits) used += grams;
            (, uint64 spent, , ) = ledger.capacityOf(PLOT, SEASON);
            vm.assertEq(spent, used);
            vm.assertEq(ledger.batchOf("leaf").mass, used);
        }
    }

    function testOnlyAnOperatorSetsCapacitiesAndConversions() public {
        expect(abi.encodeWithSelector(IActs.RoleMissing.selector, GROWER_1, OPERATOR, GROWER));
        send(SetCapacity(GROWER_1, PLOT, SEASON, GROWER_1, 1, HASH, 0, START));
        expect(abi.encodeWithSelector(IActs.RoleMissing.selector, FACTORY_1, OPERATOR, FACTORY));
        send(SetConversion(FACTORY_1, LEAF, TEA, 1, 1, HASH, 0, START));
    }

    function testACapacityHasAPlotAHolderAndASurvey() public {
        expect(abi.encodeWithSelector(IActs.ZeroValue.selector, "plot"));
        setCapacity(0, GROWER_1, 1);
        expect(abi.encodeWithSelector(IActs.ZeroValue.selector, "holder"));
        setCapacity(PLOT, 0, 1);
        expect(abi.encodeWithSelector(IActs.ZeroValue.selector, "surveyHash"));
        send(SetCapacity(OPERATOR_1, PLOT, SEASON, GROWER_1, 1, 0, 0, START));
    }

    // Conversion

    function testFuzzNoMoreComesOutThanTheRatioAllows(uint64 gramsIn, uint64 gramsOut, uint32 num, uint32 den) public {
        vm.assume(gramsIn != 0 && gramsOut != 0 && den != 0);
        setConversion(LEAF, TEA, num, den);
        grow("leaf", gramsIn);
        openBatch(FACTORY_1, "tea", TEA);
        uint256 ceiling = (uint256(gramsIn) * num) / den;
        if (gramsOut > ceiling) {
            expect(
                abi.encodeWithSelector(IBatchLedger.ConversionExceeded.selector, LEAF, TEA, gramsIn, gramsOut, ceiling)
            );
        }
        drawBatch(FACTORY_1, "leaf", "tea", gramsIn, gramsOut);
        vm.assertEq(ledger.batchOf("tea").mass, gramsOut > ceiling ? 0 : gramsOut);
    }

    function testFuzzASameProductIsOneToOne(uint64 gramsIn, uint64 gramsOut) public {
        vm.assume(gramsIn != 0 && gramsOut != 0);
        grow("leaf", gramsIn);
        openBatch(FACTORY_1, "blend", LEAF);
        if (gramsOut > gramsIn) {
            expect(
                abi.encodeWithSelector(IBatchLedger.ConversionExceeded.selector, LEAF, LEAF, gramsIn, gramsOut, gramsIn)
            );
        }
        drawBatch(FACTORY_1, "leaf", "blend", gramsIn, gramsOut);
    }

    function testAPairThatWasNeverSetConvertsNothing() public {
        grow("leaf", 100);
        openBatch(FACTORY_1, "tea", TEA);
        expect(abi.encodeWithSelector(IBatchLedger.ConversionUnknown.selector, LEAF, TEA));
        drawBatch(FACTORY_1, "leaf", "tea", 100, 1);
        (uint32 numerator, uint32 denominator) = ledger.conversionOf(LEAF, TEA);
        vm.assertEq(numerator + denominator, 0);
    }

    function testAConversionHasTwoProductsASourceAndADenominator() public {
        expect(abi.encodeWithSelector(IActs.ZeroValue.selector, "fromProduct"));
        setConversion(0, TEA, 1, 1);
        expect(abi.encodeWithSelector(IActs.ZeroValue.selector, "toProduct"));
        setConversion(LEAF, 0, 1, 1);
        expect(abi.encodeWithSelector(IBatchLedger.ConversionToItself.selector, LEAF));
        setConversion(LEAF, LEAF, 1, 1);
        expect(abi.encodeWithSelector(IBatchLedger.DenominatorZero.selector, LEAF, TEA));
        setConversion(LEAF, TEA, 1, 0);
        expect(abi.encodeWithSelector(IActs.ZeroValue.selector, "sourceHash"));
        send(SetConversion(OPERATOR_1, LEAF, TEA, 1, 1, 0, 0, START));
    }

    function testWhatIsMadeDoesNotGrowOnAPlot() public {
        setConversion(LEAF, TEA, 1, 4);
        setCapacity(PLOT, GROWER_1, 100);
        openBatch(GROWER_1, "tea", TEA);
        expect(abi.encodeWithSelector(IBatchLedger.ProductNotRaw.selector, bytes32("tea"), TEA));
        drawPlot(GROWER_1, "tea", PLOT, 100);
    }

    // Batches

    function testOnlyProducersHoldBatches() public {
        expect(abi.encodeWithSelector(IActs.RoleMissing.selector, LABORATORY_1, PRODUCERS, LABORATORY));
        openBatch(LABORATORY_1, "leaf", LEAF);
    }

    function testABatchIsOpenedOnce() public {
        openBatch(GROWER_1, "leaf", LEAF);
        expect(abi.encodeWithSelector(IBatchLedger.BatchExists.selector, bytes32("leaf"), GROWER_1));
        openBatch(FACTORY_1, "leaf", TEA);
        expect(abi.encodeWithSelector(IActs.ZeroValue.selector, "batch"));
        openBatch(FACTORY_1, 0, TEA);
        expect(abi.encodeWithSelector(IActs.ZeroValue.selector, "product"));
        openBatch(FACTORY_1, "tea", 0);
    }

    function testAClosedBatchTakesNothingMoreAndIsNotClosedTwice() public {
        grow("leaf", 100);
        setCapacity(PLOT, GROWER_1, 200);
        bytes memory refusal = abi.encodeWithSelector(IBatchLedger.BatchNotOpen.selector, bytes32("leaf"), 2);
        expect(refusal);
        drawPlot(GROWER_1, "leaf", PLOT, 1);
        expect(refusal);
        closeBatch(GROWER_1, "leaf", 0);
        openBatch(GROWER_1, "more", LEAF);
        drawPlot(GROWER_1, "more", PLOT, 100);
        closeBatch(GROWER_1, "more", 0);
        expect(refusal);
        drawBatch(GROWER_1, "more", "leaf", 1, 1);
        expect(refusal);
        drawBatch(GROWER_1, "leaf", "leaf", 1, 1);
    }

    function testAnOpenBatchFlowsNowhere() public {
        setCapacity(PLOT, GROWER_1, 100);
        openBatch(GROWER_1, "leaf", LEAF);
        drawPlot(GROWER_1, "leaf", PLOT, 100);
        openBatch(GROWER_1, "blend", LEAF);
        expect(abi.encodeWithSelector(IBatchLedger.BatchNotClosed.selector, bytes32("leaf"), 1));
        drawBatch(GROWER_1, "leaf", "blend", 1, 1);
        expect(abi.encodeWithSelector(IBatchLedger.BatchNotClosed.selector, bytes32("leaf"), 1));
        drawBatch(GROWER_1, "leaf", "leaf", 1, 1);
    }

    function testWhatDoesNotExistIsNotDrawnClosedOrRecalled() public {
        bytes memory refusal = abi.encodeWithSelector(IBatchLedger.BatchUnknown.selector, bytes32("none"));
        expect(refusal);
        drawPlot(GROWER_1, "none", PLOT, 1);
        expect(refusal);
        closeBatch(GROWER_1, "none", 0);
        expect(refusal);
        recall(OPERATOR_1, "none", "reason");
        openBatch(GROWER_1, "blend", LEAF);
        expect(refusal);
        drawBatch(GROWER_1, "none", "blend", 1, 1);
    }

    function testOnlyTheHolderFillsAndClosesABatch() public {
        grow("leaf", 100);
        openBatch(FACTORY_1, "tea", LEAF);
        bytes memory refusal = abi.encodeWithSelector(
            IBatchLedger.NotHolder.selector,
            bytes32("tea"),
            PACKER_1,
            FACTORY_1
        );
        expect(refusal);
        drawBatch(PACKER_1, "leaf", "tea", 1, 1);
        expect(refusal);
        closeBatch(PACKER_1, "tea", 0);
        expect(abi.encodeWithSelector(IActs.RoleMissing.selector, FACTORY_1, GROWER, FACTORY));
        drawPlot(FACTORY_1, "tea", PLOT, 1);
    }

    function testOnlyWhoeverHasABatchDrawsOnIt() public {
        leafFrom("leaf", PLOT, 100);
        openBatch(PACKER_1, "blend", LEAF);
        expect(abi.encodeWithSelector(IBatchLedger.NotHolder.selector, bytes32("leaf"), PACKER_1, GROWER_1));
        drawBatch(PACKER_1, "leaf", "blend", 1, 1);
        openBatch(GROWER_1, "own", LEAF);
        drawBatch(GROWER_1, "leaf", "own", 1, 1);
    }

    function testOnlyThePlotsHolderDrawsOnIt() public {
        setCapacity(PLOT, "grower-2", 100);
        openBatch(GROWER_1, "leaf", LEAF);
        expect(
            abi.encodeWithSelector(IBatchLedger.NotPlotHolder.selector, PLOT, SEASON, GROWER_1, bytes32("grower-2"))
        );
        drawPlot(GROWER_1, "leaf", PLOT, 1);
    }

    function testNothingIsNotDrawn() public {
        grow("leaf", 100);
        openBatch(GROWER_1, "blend", LEAF);
        bytes memory refusal = abi.encodeWithSelector(IBatchLedger.AmountZero.selector, bytes32("blend"));
        expect(refusal);
        drawPlot(GROWER_1, "blend", PLOT, 0);
        expect(refusal);
        drawBatch(GROWER_1, "leaf", "blend", 0, 1);
        expect(refusal);
        drawBatch(GROWER_1, "leaf", "blend", 1, 0);
    }

    function testAnEmptyBatchOrOneWithoutProvenanceIsNotClosed() public {
        setCapacity(PLOT, GROWER_1, 100);
        openBatch(GROWER_1, "leaf", LEAF);
        expect(abi.encodeWithSelector(IBatchLedger.BatchEmpty.selector, bytes32("leaf")));
        closeBatch(GROWER_1, "leaf", 0);
        drawPlot(GROWER_1, "leaf", PLOT, 100);
        expect(abi.encodeWithSelector(IActs.ZeroValue.selector, "provenanceRoot"));
        send(CloseBatch(GROWER_1, "leaf", 0, 1, 0, 2, START));
        expect(abi.encodeWithSelector(IActs.ZeroValue.selector, "entryCount"));
        send(CloseBatch(GROWER_1, "leaf", HASH, 0, 0, 2, START));
    }

    /// @dev What is left of a source, however it is drawn on.
    function testFuzzDrawsNeverExceedTheMassOfTheirSource(uint32 mass, uint32[6] memory draws) public {
        vm.assume(mass != 0);
        grow("leaf", mass);
        openBatch(FACTORY_1, "blend", LEAF);
        uint64 drawn;
        for (uint256 i; i < 6; ++i) {
            uint64 grams = uint64(within(draws[i], 1, uint256(mass) / 2 + 1));
            uint64 left = mass - drawn;
            bool fits = grams <= left;
            if (!fits) {
                expect(abi.encodeWithSelector(IBatchLedger.BatchMassExceeded.selector, bytes32("leaf"), grams, left));
            }
            drawBatch(FACTORY_1, "leaf", "blend", grams, grams);
            if (fits) drawn += grams;
            vm.assertEq(ledger.batchOf("leaf").drawn, drawn);
            vm.assertEq(ledger.batchOf("blend").mass, drawn);
        }
        (bytes32[] memory ids, uint64[] memory gramsIn, uint64[] memory gramsOut) = ledger.sourcesOf("blend");
        if (drawn == 0) return;
        vm.assertEq(ids.length, 1);
        vm.assertEq(ids[0], "leaf");
        vm.assertEq(gramsIn[0], drawn);
        vm.assertEq(gramsOut[0], drawn);
    }

    function testABatchKnowsAllPlotsItCameFromAtAnyDepth() public {
        packed();
        (bytes32[] memory plots, uint64[] memory grams) = ledger.plotsOf("leaf");
        vm.assertEq(plots.length, 1);
        vm.assertEq(grams[0], 4000);
        (plots, grams) = ledger.plotsOf("pack");
        vm.assertEq(plots.length, 1);
        vm.assertEq(plots[0], PLOT);
        vm.assertEq(grams[0], 0);
    }

    function testABatchComesFrom64PlotsAtMost() public {
        openBatch(GROWER_1, "leaf", LEAF);
        for (uint256 i = 1; i <= 65; ++i) {
            setCapacity(bytes32(i), GROWER_1, 1);
            if (i == 65) expect(abi.encodeWithSelector(IBatchLedger.TooManyPlots.selector, bytes32("leaf"), 64));
            drawPlot(GROWER_1, "leaf", bytes32(i), 1);
        }
    }

    function testABatchHas32SourcesAtMost() public {
        setCapacity(PLOT, GROWER_1, 100);
        openBatch(GROWER_1, "blend", LEAF);
        for (uint256 i = 1; i <= 33; ++i) {
            leafFrom(bytes32(i), PLOT, 2);
            if (i == 33) expect(abi.encodeWithSelector(IBatchLedger.TooManySources.selector, bytes32("blend"), 32));
            drawBatch(GROWER_1, bytes32(i), "blend", 1, 1);
        }
        drawBatch(GROWER_1, bytes32(uint256(1)), "blend", 1, 1);
    }

    /// @dev Each batch draws on all before it: 2^k − 1 steps back from the k-th.
    function testALineageOf512StepsIsTheLongest() public {
        setCapacity(PLOT, GROWER_1, 1000);
        leafFrom(bytes32(uint256(1)), PLOT, 1000);
        uint256 lineage = 0;
        for (uint256 k = 2; lineage < 511; ++k) {
            lineage = 0;
            openBatch(GROWER_1, bytes32(k), LEAF);
            for (uint256 i = 1; i < k; ++i) {
                lineage += 2 ** (i - 1);
                uint64 grams = i == 1 ? 100 : 1;
                drawBatch(GROWER_1, bytes32(i), bytes32(k), grams, grams);
            }
            if (lineage < 511) closeBatch(GROWER_1, bytes32(k), 0);
        }
        leafFrom("one", "plot-2", 9);
        drawBatch(GROWER_1, "one", bytes32(uint256(10)), 1, 1);
        leafFrom("two", "plot-2", 9);
        expect(abi.encodeWithSelector(IBatchLedger.LineageTooLong.selector, bytes32(uint256(10)), 513, 512));
        drawBatch(GROWER_1, "two", bytes32(uint256(10)), 1, 1);
        vm.assertFalse(ledger.isRecalled(bytes32(uint256(10))));
    }

    function leafFrom(bytes32 batch, bytes32 plot, uint64 grams) private {
        (uint64 held, , , ) = ledger.capacityOf(plot, SEASON);
        if (held == 0) setCapacity(plot, GROWER_1, 1000);
        openBatch(GROWER_1, batch, LEAF);
        drawPlot(GROWER_1, batch, plot, grams);
        closeBatch(GROWER_1, batch, 0);
    }
}
