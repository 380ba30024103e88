// SPDX-License-Identifier: Apache-2.0
// solhint-disable func-name-mixedcase
pragma solidity 0.8.37;

import {IActs} from "../../contracts/interfaces/IActs.sol";
import {IBatchLedger} from "../../contracts/interfaces/IBatchLedger.sol";
import {LABORATORY, PRODUCERS} from "../../contracts/types/Roles.sol";
import {vm} from "./Vm.sol";
import {World} from "./World.sol";

/// @notice Goods change hands by two signatures; what is lost on the way is said.
contract BatchHandsTest is World {
    function setUp() public override {
        super.setUp();
        setConversion(LEAF, TEA, 1, 4);
    }

    /// @dev 1,000 g of leaf, closed by GROWER_1 and offered to FACTORY_1.
    function offered() private {
        setCapacity(PLOT, GROWER_1, 1000);
        openBatch(GROWER_1, "leaf", LEAF);
        drawPlot(GROWER_1, "leaf", PLOT, 1000);
        closeBatch(GROWER_1, "leaf", FACTORY_1);
        openBatch(FACTORY_1, "tea", TEA);
    }

    function testWhatWasOnlyOfferedIsStillWithTheOther() public {
        offered();
        vm.assertEq(ledger.holderOf("leaf"), GROWER_1);
        vm.assertEq(ledger.nextHolderOf("leaf"), FACTORY_1);
        expect(abi.encodeWithSelector(IBatchLedger.NotHolder.selector, bytes32("leaf"), FACTORY_1, GROWER_1));
        drawBatch(FACTORY_1, "leaf", "tea", 4, 1);
        openBatch(GROWER_1, "blend", LEAF);
        drawBatch(GROWER_1, "leaf", "blend", 1, 1);
    }

    function testWhatWasAcceptedIsWithWhoeverAcceptedItAndNobodyElse() public {
        offered();
        acceptBatch(FACTORY_1, "leaf", 1000);
        vm.assertEq(ledger.holderOf("leaf"), FACTORY_1);
        vm.assertEq(ledger.nextHolderOf("leaf"), 0);
        vm.assertEq(ledger.batchOf("leaf").holder, GROWER_1);
        drawBatch(FACTORY_1, "leaf", "tea", 4, 1);
        openBatch(GROWER_1, "blend", LEAF);
        expect(abi.encodeWithSelector(IBatchLedger.NotHolder.selector, bytes32("leaf"), GROWER_1, FACTORY_1));
        drawBatch(GROWER_1, "leaf", "blend", 1, 1);
        expect(abi.encodeWithSelector(IBatchLedger.NotNextHolder.selector, bytes32("leaf"), FACTORY_1, 0));
        acceptBatch(FACTORY_1, "leaf", 1);
    }

    function testOnlyTheOneItIsOfferedToAcceptsOrRejects() public {
        offered();
        bytes memory refusal = abi.encodeWithSelector(
            IBatchLedger.NotNextHolder.selector,
            bytes32("leaf"),
            PACKER_1,
            FACTORY_1
        );
        expect(refusal);
        acceptBatch(PACKER_1, "leaf", 1000);
        expect(refusal);
        rejectBatch(PACKER_1, "leaf", "wet");
        expect(abi.encodeWithSelector(IActs.RoleMissing.selector, LABORATORY_1, PRODUCERS, LABORATORY));
        acceptBatch(LABORATORY_1, "leaf", 1000);
    }

    function testFuzzTheDifferenceOnTheScaleIsLostAndMoreThanThereIsIsRefused(uint16 grams) public {
        offered();
        if (grams == 0) expect(abi.encodeWithSelector(IBatchLedger.AmountZero.selector, bytes32("leaf")));
        if (grams > 1000) {
            expect(
                abi.encodeWithSelector(IBatchLedger.BatchMassExceeded.selector, bytes32("leaf"), uint64(grams), 1000)
            );
        }
        acceptBatch(FACTORY_1, "leaf", grams);
        if (grams == 0 || grams > 1000) return;
        vm.assertEq(ledger.lostOf("leaf"), 1000 - grams);
        expect(
            abi.encodeWithSelector(IBatchLedger.BatchMassExceeded.selector, bytes32("leaf"), uint64(grams) + 1, grams)
        );
        drawBatch(FACTORY_1, "leaf", "tea", uint64(grams) + 1, 1);
    }

    function testARejectionNamesItsReasonAndLeavesItWhereItIsToBeOfferedAnew() public {
        offered();
        expect(abi.encodeWithSelector(IActs.ReasonLengthOutOfRange.selector, 0, 1, 280));
        rejectBatch(FACTORY_1, "leaf", "");
        rejectBatch(FACTORY_1, "leaf", "wet");
        vm.assertEq(ledger.holderOf("leaf"), GROWER_1);
        expect(abi.encodeWithSelector(IBatchLedger.NotNextHolder.selector, bytes32("leaf"), FACTORY_1, 0));
        acceptBatch(FACTORY_1, "leaf", 1000);
        expect(abi.encodeWithSelector(IBatchLedger.NotHolder.selector, bytes32("leaf"), FACTORY_1, GROWER_1));
        offerBatch(FACTORY_1, "leaf", PACKER_1);
        offerBatch(GROWER_1, "leaf", PACKER_1);
        acceptBatch(PACKER_1, "leaf", 1000);
        vm.assertEq(ledger.holderOf("leaf"), PACKER_1);
    }

    function testAnOfferToOneselfIsNone() public {
        offered();
        offerBatch(GROWER_1, "leaf", GROWER_1);
        vm.assertEq(ledger.nextHolderOf("leaf"), 0);
        expect(abi.encodeWithSelector(IBatchLedger.BatchNotClosed.selector, bytes32("tea"), 1));
        offerBatch(FACTORY_1, "tea", PACKER_1);
    }

    function testARecalledBatchIsNotTakenOver() public {
        offered();
        recall(GROWER_1, "leaf", "residue");
        expect(abi.encodeWithSelector(IBatchLedger.BatchRecalled.selector, bytes32("leaf")));
        acceptBatch(FACTORY_1, "leaf", 1000);
    }

    function testWhoeverHasItMayRecallItAndSoMayWhoeverMadeIt() public {
        offered();
        acceptBatch(FACTORY_1, "leaf", 1000);
        expect(abi.encodeWithSelector(IBatchLedger.NotHolder.selector, bytes32("leaf"), PACKER_1, GROWER_1));
        recall(PACKER_1, "leaf", "residue");
        recall(FACTORY_1, "leaf", "residue");
        vm.assertTrue(ledger.isRecalled("leaf"));
    }

    function testOnlyWhoeverHasItWritesOffAndNoMoreThanIsLeft() public {
        offered();
        acceptBatch(FACTORY_1, "leaf", 900);
        drawBatch(FACTORY_1, "leaf", "tea", 400, 100);
        expect(abi.encodeWithSelector(IBatchLedger.NotHolder.selector, bytes32("leaf"), GROWER_1, FACTORY_1));
        writeOff(GROWER_1, "leaf", 1, 10, "mould");
        expect(abi.encodeWithSelector(IBatchLedger.BatchMassExceeded.selector, bytes32("leaf"), 501, 500));
        writeOff(FACTORY_1, "leaf", 1, 501, "mould");
        expect(abi.encodeWithSelector(IBatchLedger.CauseUnknown.selector, 0));
        writeOff(FACTORY_1, "leaf", 0, 1, "mould");
        expect(abi.encodeWithSelector(IBatchLedger.CauseUnknown.selector, 3));
        writeOff(FACTORY_1, "leaf", 3, 1, "mould");
        expect(abi.encodeWithSelector(IBatchLedger.AmountZero.selector, bytes32("leaf")));
        writeOff(FACTORY_1, "leaf", 1, 0, "mould");
        writeOff(FACTORY_1, "leaf", 1, 200, "mould");
        recall(OPERATOR_1, "leaf", "residue");
        writeOff(FACTORY_1, "leaf", 2, 300, "burnt");
        vm.assertEq(ledger.lostOf("leaf"), 600);
        expect(abi.encodeWithSelector(IBatchLedger.BatchMassExceeded.selector, bytes32("leaf"), 1, 0));
        writeOff(FACTORY_1, "leaf", 2, 1, "burnt");
    }

    function testWhatWasHandedOnIsNoLongerItsMakersToLabel() public {
        packed();
        mint(PACKER_1, "pack", "root", 1, 50);
        offerBatch(PACKER_1, "pack", FACTORY_1);
        acceptBatch(FACTORY_1, "pack");
        vm.assertEq(ledger.holderOf("pack"), FACTORY_1);
        expect(
            abi.encodeWithSignature("NotBatchHolder(bytes32,bytes32,bytes32)", bytes32("pack"), PACKER_1, FACTORY_1)
        );
        mint(PACKER_1, "pack", "root-2", 1, 50);
    }
}
