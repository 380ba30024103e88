// SPDX-License-Identifier: Apache-2.0
// solhint-disable one-contract-per-file, func-name-mixedcase
pragma solidity 0.8.37;

import {IBatchLedger} from "../../contracts/interfaces/IBatchLedger.sol";
import {GROWER, PACKER} from "../../contracts/types/Roles.sol";
import {vm} from "./Vm.sol";
import {World} from "./World.sol";

/// @notice Does anything in any order: eight batches of one raw product, two plots, one actor. What is refused is refused.
contract MassFlowHandler is World {
    bytes32 private constant ALL = "all-in-one";

    function setUp() public override {
        super.setUp();
        admit(OPERATOR_1, ALL, GROWER | PACKER);
        for (uint256 i; i < 2; ++i) setCapacity(plotAt(i), ALL, 1000);
        for (uint256 i; i < 8; ++i) openBatch(ALL, batchAt(i), LEAF);
    }

    /// @dev Every act has a second of its own, so that what came before what can be told.
    modifier later() {
        vm.warp(vm.getBlockTimestamp() + 1);
        _;
    }

    function survey(uint256 plot, uint64 grams) external later {
        setCapacity(plotAt(plot), ALL, grams % 2000);
    }

    function harvest(uint256 batch, uint256 plot, uint64 grams) external later {
        drawPlot(ALL, nearest(batch, 1), plotAt(plot), grams % 300);
    }

    function flow(uint256 source, uint256 batch, uint64 gramsIn, uint64 gramsOut) external later {
        // Mostly what can be granted: a few grams, seldom more out than in.
        gramsIn %= 40;
        drawBatch(ALL, nearest(source, 2), nearest(batch, 1), gramsIn, gramsOut % (gramsIn + 3));
    }

    function close(uint256 batch) external later {
        // Not every time, or too soon none is open.
        if (batch % 16 < 8) closeBatch(ALL, batchAt(batch), 0);
    }

    function print(uint256 batch, uint8 root, uint32 count, uint32 unitGrams) external later {
        mint(ALL, nearest(batch, 2), bytes32(uint256(root % 8) + 1), count % 20, unitGrams % 10);
    }

    function put(uint8 root) external later {
        activate(ALL, bytes32(uint256(root % 8) + 1));
    }

    function tear(uint8 root, uint32 index) external later {
        uint32[] memory indexes = new uint32[](1);
        indexes[0] = index % 20;
        voidLabels(ALL, bytes32(uint256(root % 8) + 1), indexes, "torn");
    }

    function lose(uint256 batch, uint64 grams, uint8 cause) external later {
        writeOff(ALL, nearest(batch, 2), cause % 4, grams % 20, "mould");
    }

    function callBack(uint256 batch) external later {
        // Rarely, or nothing flows any more.
        if (batch % 128 < 8) recall(ALL, batchAt(batch), "reason");
    }

    /// @dev The first batch in this state, looking on from the i-th.
    function nearest(uint256 i, uint8 state) private view returns (bytes32 batch) {
        for (uint256 k; k < 8; ++k) {
            batch = batchAt((uint256(keccak256(abi.encode(i))) % 8) + k);
            if (ledger.batchOf(batch).state == state) return batch;
        }
    }

    function plotAt(uint256 i) public pure returns (bytes32) {
        return bytes32((i % 2) + 1);
    }

    function batchAt(uint256 i) public pure returns (bytes32) {
        return bytes32((i % 8) + 1);
    }

    function theLedger() external view returns (IBatchLedger) {
        return ledger;
    }

    /// @dev Grams of all labels that exist: all that were minted but those voided before activation.
    function labelGrams() external view returns (uint256 sum) {
        for (uint256 r = 1; r <= 8; ++r) {
            uint256 count = labels.mintOf(bytes32(r)).count;
            bool active = labels.mintOf(bytes32(r)).activatedAt != 0;
            for (uint32 i; i < count; ++i) {
                (uint8 state, uint64 since, , ) = labels.labelState(bytes32(r), i);
                bool gone = state == 3 && !(active && since >= labels.mintOf(bytes32(r)).activatedAt);
                if (!gone) sum += labels.mintOf(bytes32(r)).unitGrams;
            }
        }
    }
}

contract MassFlowTest {
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    MassFlowHandler private handler;
    IBatchLedger private ledger;

    function setUp() public {
        handler = new MassFlowHandler();
        handler.setUp();
        ledger = handler.theLedger();
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    function targetSelectors() external view returns (FuzzSelector[] memory targets) {
        targets = new FuzzSelector[](1);
        targets[0].addr = address(handler);
        bytes4[9] memory verbs = [
            handler.survey.selector,
            handler.harvest.selector,
            handler.flow.selector,
            handler.close.selector,
            handler.print.selector,
            handler.put.selector,
            handler.tear.selector,
            handler.lose.selector,
            handler.callBack.selector
        ];
        targets[0].selectors = new bytes4[](9);
        for (uint256 i; i < 9; ++i) targets[0].selectors[i] = verbs[i];
    }

    function invariant_NoPlotYieldsMoreThanItsCapacityAndDrawsAddUp() external view {
        for (uint256 p; p < 2; ++p) {
            (uint64 grams, uint64 used, , ) = ledger.capacityOf(handler.plotAt(p), 2026);
            vm.assertTrue(used <= grams, "used above capacity");
            uint256 drawn;
            for (uint256 b; b < 8; ++b) drawn += gramsOf(handler.batchAt(b), handler.plotAt(p));
            vm.assertEq(drawn, used, "draws do not add up");
        }
    }

    function invariant_EveryGramOfABatchCameInAndWentOutOnce() external view {
        for (uint256 b; b < 8; ++b) {
            bytes32 id = handler.batchAt(b);
            IBatchLedger.Batch memory batch = ledger.batchOf(id);
            uint256 gone = uint256(batch.drawn) + batch.labelled + ledger.lostOf(id);
            vm.assertTrue(gone <= batch.mass, "more went out than came in");

            (, , uint64[] memory gramsOut) = ledger.sourcesOf(id);
            (, uint64[] memory grams) = ledger.plotsOf(id);
            uint256 mass;
            for (uint256 i; i < gramsOut.length; ++i) mass += gramsOut[i];
            for (uint256 i; i < grams.length; ++i) mass += grams[i];
            vm.assertEq(mass, batch.mass, "mass out of nowhere");

            uint256 drawn;
            for (uint256 c; c < 8; ++c) drawn += takenFrom(handler.batchAt(c), id);
            vm.assertEq(drawn, batch.drawn, "mass went nowhere");
        }
    }

    function invariant_LabelsWeighWhatTheLedgerSaysAndNoMoreThanThePlotsGave() external view {
        uint256 labelled;
        for (uint256 b; b < 8; ++b) labelled += ledger.batchOf(handler.batchAt(b)).labelled;
        uint256 used;
        for (uint256 p; p < 2; ++p) {
            (, uint64 spent, , ) = ledger.capacityOf(handler.plotAt(p), 2026);
            used += spent;
        }
        vm.assertTrue(labelled <= used, "labels outweigh the land");
        vm.assertEq(handler.labelGrams(), labelled, "labels and ledger differ");
    }

    function invariant_ARecallIsExactlyWhatASlowWalkFinds() external view {
        for (uint256 b; b < 8; ++b) {
            bytes32 id = handler.batchAt(b);
            vm.assertTrue(ledger.isRecalled(id) == slowlyRecalled(id), "recall differs");
        }
    }

    /// @dev Spreads the recall along all draws until nothing changes.
    function slowlyRecalled(bytes32 id) private view returns (bool) {
        bool[8] memory tainted;
        for (uint256 round; round < 8; ++round) {
            for (uint256 b; b < 8; ++b) {
                if (ledger.batchOf(handler.batchAt(b)).recalledAt != 0) tainted[b] = true;
                for (uint256 s; s < 8; ++s) {
                    if (tainted[s] && takenFrom(handler.batchAt(b), handler.batchAt(s)) != 0) tainted[b] = true;
                }
            }
        }
        return tainted[uint256(id) - 1];
    }

    function takenFrom(bytes32 batch, bytes32 source) private view returns (uint256) {
        (bytes32[] memory ids, uint64[] memory gramsIn, ) = ledger.sourcesOf(batch);
        for (uint256 i; i < ids.length; ++i) {
            if (ids[i] == source) return gramsIn[i];
        }
        return 0;
    }

    function gramsOf(bytes32 batch, bytes32 plot) private view returns (uint256) {
        (bytes32[] memory plots, uint64[] memory grams) = ledger.plotsOf(batch);
        for (uint256 i; i < plots.length; ++i) {
            if (plots[i] == plot) return grams[i];
        }
        return 0;
    }
}
