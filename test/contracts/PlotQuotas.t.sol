// SPDX-License-Identifier: Apache-2.0
// solhint-disable func-name-mixedcase
pragma solidity 0.8.37;

import {IBatchLedger} from "../../contracts/interfaces/IBatchLedger.sol";
import {GROWER} from "../../contracts/types/Roles.sol";
import {vm} from "./Vm.sol";
import {World} from "./World.sol";

/// @notice Quota moves between growers by two signatures, and never grows.
contract PlotQuotasTest is World {
    bytes32 private constant GROWER_2 = "grower-2";
    bytes32 private constant GROWER_3 = "grower-3";

    function setUp() public override {
        super.setUp();
        admit(OPERATOR_1, GROWER_2, GROWER);
        admit(OPERATOR_1, GROWER_3, GROWER);
        setCapacity(PLOT, GROWER_1, 1000);
        openBatch(GROWER_1, "one", LEAF);
        openBatch(GROWER_2, "two", LEAF);
    }

    function left(bytes32 actor) private view returns (uint64) {
        return ledger.quotaOf(PLOT, SEASON, actor);
    }

    function testAnOfferAloneMovesNothing() public {
        offerQuota(GROWER_1, PLOT, GROWER_2, 300);
        vm.assertEq(left(GROWER_1), 1000);
        expect(abi.encodeWithSelector(IBatchLedger.NotPlotHolder.selector, PLOT, SEASON, GROWER_2, GROWER_1));
        drawPlot(GROWER_2, "two", PLOT, 1);
    }

    function testWhatIsTakenIsPickedByTheTakerOnlyAndTheHolderHasLess() public {
        offerQuota(GROWER_1, PLOT, GROWER_2, 300);
        takeQuota(GROWER_2, PLOT, GROWER_1, 200);
        vm.assertEq(left(GROWER_1), 800);
        vm.assertEq(left(GROWER_2), 200);
        vm.assertEq(ledger.offerOf(PLOT, SEASON, GROWER_1, GROWER_2), 100);
        drawPlot(GROWER_2, "two", PLOT, 150);
        expect(abi.encodeWithSelector(IBatchLedger.CapacityExceeded.selector, PLOT, SEASON, 51, 50));
        drawPlot(GROWER_2, "two", PLOT, 51);
        expect(abi.encodeWithSelector(IBatchLedger.CapacityExceeded.selector, PLOT, SEASON, 801, 800));
        drawPlot(GROWER_1, "one", PLOT, 801);
        drawPlot(GROWER_1, "one", PLOT, 800);
        drawPlot(GROWER_2, "two", PLOT, 50);
        (uint64 grams, uint64 used, , ) = ledger.capacityOf(PLOT, SEASON);
        vm.assertEq(grams, used);
    }

    function testMoreThanIsOfferedOrLeftIsNeitherTakenNorOffered() public {
        expect(abi.encodeWithSelector(IBatchLedger.CapacityExceeded.selector, PLOT, SEASON, 1001, 1000));
        offerQuota(GROWER_1, PLOT, GROWER_2, 1001);
        offerQuota(GROWER_1, PLOT, GROWER_2, 600);
        offerQuota(GROWER_1, PLOT, GROWER_3, 600);
        for (uint64 grams = 0; grams <= 601; grams += 601) {
            expect(
                abi.encodeWithSelector(
                    IBatchLedger.QuotaNotOffered.selector,
                    PLOT,
                    SEASON,
                    GROWER_1,
                    GROWER_2,
                    grams,
                    600
                )
            );
            takeQuota(GROWER_2, PLOT, GROWER_1, grams);
        }
        takeQuota(GROWER_2, PLOT, GROWER_1, 600);
        expect(abi.encodeWithSelector(IBatchLedger.CapacityExceeded.selector, PLOT, SEASON, 600, 400));
        takeQuota(GROWER_3, PLOT, GROWER_1, 600);
        expect(abi.encodeWithSelector(IBatchLedger.QuotaToOneself.selector, PLOT, SEASON, GROWER_1));
        offerQuota(GROWER_1, PLOT, GROWER_1, 1);
    }

    function testQuotaIsPassedOnAndBack() public {
        offerQuota(GROWER_1, PLOT, GROWER_2, 300);
        takeQuota(GROWER_2, PLOT, GROWER_1, 300);
        offerQuota(GROWER_2, PLOT, GROWER_3, 100);
        takeQuota(GROWER_3, PLOT, GROWER_2, 100);
        offerQuota(GROWER_3, PLOT, GROWER_1, 100);
        takeQuota(GROWER_1, PLOT, GROWER_3, 100);
        vm.assertEq(left(GROWER_1), 800);
        vm.assertEq(left(GROWER_2), 200);
        vm.assertEq(left(GROWER_3), 0);
    }

    function testASurveyTakesNothingFromWhoeverTookQuotaOver() public {
        offerQuota(GROWER_1, PLOT, GROWER_2, 300);
        takeQuota(GROWER_2, PLOT, GROWER_1, 300);
        drawPlot(GROWER_1, "one", PLOT, 100);
        expect(abi.encodeWithSelector(IBatchLedger.CapacityBelowUsed.selector, PLOT, SEASON, 399, 400));
        setCapacity(PLOT, GROWER_1, 399);
        setCapacity(PLOT, GROWER_1, 400);
        vm.assertEq(left(GROWER_1), 0);
        drawPlot(GROWER_2, "two", PLOT, 300);
    }

    function testANewHolderKeepsWhatItHadTakenOverAsPartOfItsOwn() public {
        offerQuota(GROWER_1, PLOT, GROWER_2, 300);
        takeQuota(GROWER_2, PLOT, GROWER_1, 300);
        setCapacity(PLOT, GROWER_2, 500);
        vm.assertEq(left(GROWER_2), 500);
        vm.assertEq(left(GROWER_1), 0);
        setCapacity(PLOT, GROWER_1, 500);
        vm.assertEq(left(GROWER_2), 0);
    }
}
