// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IActs} from "../../contracts/interfaces/IActs.sol";
import {IBatchLedger} from "../../contracts/interfaces/IBatchLedger.sol";
import {ILabelMint} from "../../contracts/interfaces/ILabelMint.sol";
import {FACTORY, PACKER} from "../../contracts/types/Roles.sol";
import {vm} from "./Vm.sol";
import {World} from "./World.sol";

contract LabelMintTest is World {
    bytes32 private constant ROOT = "label root";

    function setUp() public override {
        super.setUp();
        packed();
    }

    function testFuzzLabelsNeverOutweighTheBatch(uint8[6] memory counts, uint8[6] memory units) public {
        uint64 labelled;
        for (uint256 i; i < 6; ++i) {
            uint32 count = 1 + uint32(counts[i] % 32);
            uint32 unit = 1 + uint32(units[i] % 32);
            uint64 grams = uint64(count) * unit;
            uint64 left = 1000 - labelled;
            bool fits = grams <= left;
            if (!fits) {
                expect(abi.encodeWithSelector(IBatchLedger.BatchMassExceeded.selector, bytes32("pack"), grams, left));
            }
            mint(PACKER_1, "pack", bytes32(i + 1), count, unit);
            if (fits) labelled += grams;
            vm.assertEq(ledger.batchOf("pack").labelled, labelled);
        }
    }

    function testFuzzDrawsAndLabelsShareOneMass(uint16 drawn, uint16 labelled) public {
        drawn = uint16(within(drawn, 1, 1000));
        labelled = uint16(within(labelled, 1, 1000));
        openBatch(PACKER_1, "next", PACK);
        drawBatch(PACKER_1, "pack", "next", drawn, drawn);
        uint64 left = 1000 - drawn;
        if (labelled > left) {
            expect(abi.encodeWithSelector(IBatchLedger.BatchMassExceeded.selector, bytes32("pack"), labelled, left));
        }
        mint(PACKER_1, "pack", ROOT, labelled, 1);
    }

    function testTheGreatestMintDoesNotWrapAround() public {
        uint64 grams = uint64(type(uint32).max) * type(uint32).max;
        expect(abi.encodeWithSelector(IBatchLedger.BatchMassExceeded.selector, bytes32("pack"), grams, 1000));
        mint(PACKER_1, "pack", ROOT, type(uint32).max, type(uint32).max);
    }

    function testALabelRootIsUsedOnce() public {
        mint(PACKER_1, "pack", ROOT, 1, 50);
        expect(abi.encodeWithSelector(ILabelMint.LabelRootUsed.selector, ROOT, bytes32("pack")));
        mint(PACKER_1, "pack", ROOT, 1, 50);
        expect(abi.encodeWithSelector(IActs.ZeroValue.selector, "labelRoot"));
        mint(PACKER_1, "pack", 0, 1, 50);
    }

    function testNoLabelsAreNotMinted() public {
        expect(abi.encodeWithSelector(ILabelMint.NoLabels.selector, ROOT, 0, 50));
        mint(PACKER_1, "pack", ROOT, 0, 50);
        expect(abi.encodeWithSelector(ILabelMint.NoLabels.selector, ROOT, 1, 0));
        mint(PACKER_1, "pack", ROOT, 1, 0);
    }

    function testOnlyAPackerThatHoldsTheBatchMints() public {
        expect(abi.encodeWithSelector(IActs.RoleMissing.selector, FACTORY_1, PACKER, FACTORY));
        mint(FACTORY_1, "tea", ROOT, 1, 50);
        expect(abi.encodeWithSelector(ILabelMint.NotBatchHolder.selector, bytes32("leaf"), PACKER_1, FACTORY_1));
        mint(PACKER_1, "leaf", ROOT, 1, 50);
        expect(abi.encodeWithSelector(ILabelMint.NotBatchHolder.selector, bytes32("none"), PACKER_1, bytes32(0)));
        mint(PACKER_1, "none", ROOT, 1, 50);
    }

    function testAnOpenBatchIsNotLabelled() public {
        openBatch(PACKER_1, "open", PACK);
        expect(abi.encodeWithSelector(IBatchLedger.BatchNotClosed.selector, bytes32("open"), 1));
        mint(PACKER_1, "open", ROOT, 1, 50);
    }

    function testACertificateThatLeftForceStopsMintAndActivation() public {
        certify();
        setCapacity(PLOT, GROWER_1, 8000);
        openBatch(GROWER_1, "leaf-2", LEAF);
        drawPlot(GROWER_1, "leaf-2", PLOT, 4000);
        closeBatch(GROWER_1, "leaf-2", PACKER_1);
        acceptBatch(PACKER_1, "leaf-2");
        setConversion(LEAF, PACK, 1, 4);
        openBatch(PACKER_1, "certified", PACK);
        drawBatch(PACKER_1, "leaf-2", "certified", 4000, 1000, CERTIFICATE);
        closeBatch(PACKER_1, "certified", 0);
        mint(PACKER_1, "certified", ROOT, 1, 50);
        setStatus(BODY_1, 2, "complaint");
        bytes memory refusal = abi.encodeWithSelector(IBatchLedger.CertificateNotInForce.selector, CERTIFICATE, 2);
        expect(refusal);
        mint(PACKER_1, "certified", "root-2", 1, 50);
        expect(refusal);
        activate(PACKER_1, ROOT);
        setStatus(BODY_1, 1, "settled");
        mint(PACKER_1, "certified", "root-2", 1, 50);
        activate(PACKER_1, ROOT);
    }

    function testOnlyThePackerThatMintedActivatesAndOnce() public {
        mint(PACKER_1, "pack", ROOT, 2, 50);
        admit(OPERATOR_1, "packer-2", PACKER);
        expect(abi.encodeWithSelector(ILabelMint.NotPacker.selector, ROOT, bytes32("packer-2"), PACKER_1));
        activate("packer-2", ROOT);
        expect(abi.encodeWithSelector(ILabelMint.NotPacker.selector, ROOT, bytes32("packer-2"), PACKER_1));
        voidLabels("packer-2", ROOT, new uint32[](1), "reason");
        expect(abi.encodeWithSelector(IActs.RoleMissing.selector, FACTORY_1, PACKER, FACTORY));
        activate(FACTORY_1, ROOT);
        vm.warp(START + 9);
        activate(PACKER_1, ROOT);
        expect(abi.encodeWithSelector(ILabelMint.AlreadyActive.selector, ROOT, START + 9));
        activate(PACKER_1, ROOT);
        expect(abi.encodeWithSelector(ILabelMint.LabelRootUnknown.selector, bytes32("none")));
        activate(PACKER_1, "none");
        stateIs(0, 2, START + 9, 0);
        stateIs(2, 0, 0, 0);
        vm.assertEq(labels.mintOf(ROOT).packer, PACKER_1);
    }

    function testFuzzVoidingReturnsTheMassBeforeActivationOnly(uint8 count, bool active) public {
        count = uint8(within(count, 1, 20));
        mint(PACKER_1, "pack", ROOT, 20, 50);
        if (active) activate(PACKER_1, ROOT);
        uint32[] memory indexes = new uint32[](count);
        for (uint32 i; i < count; ++i) indexes[i] = 19 - i;
        vm.warp(START + 7);
        voidLabels(PACKER_1, ROOT, indexes, "torn");
        vm.assertEq(ledger.batchOf("pack").labelled, active ? 1000 : 1000 - uint256(count) * 50);
        for (uint32 i; i < 20; ++i) {
            if (i >= 20 - count) stateIs(i, 3, START + 7, sha256("torn"));
            else stateIs(i, active ? 2 : 1, START, 0);
        }
    }

    function testFuzzALabelIsVoidedOnceAndWithinItsMint(uint32 index) public {
        mint(PACKER_1, "pack", ROOT, 20, 50);
        uint32[] memory indexes = new uint32[](2);
        (indexes[0], indexes[1]) = (index, index);
        if (index >= 20) expect(abi.encodeWithSelector(ILabelMint.IndexOutOfRange.selector, ROOT, index, 20));
        else expect(abi.encodeWithSelector(ILabelMint.AlreadyVoid.selector, ROOT, index));
        voidLabels(PACKER_1, ROOT, indexes, "torn");
        vm.assertEq(ledger.batchOf("pack").labelled, 1000);
    }

    function testOneTo256LabelsAreVoidedAtOnceForAReason() public {
        mint(PACKER_1, "pack", ROOT, 1000, 1);
        expect(abi.encodeWithSelector(ILabelMint.IndexCountOutOfRange.selector, 0, 1, 256));
        voidLabels(PACKER_1, ROOT, new uint32[](0), "torn");
        expect(abi.encodeWithSelector(ILabelMint.IndexCountOutOfRange.selector, 257, 1, 256));
        voidLabels(PACKER_1, ROOT, new uint32[](257), "torn");
        expect(abi.encodeWithSelector(IActs.ReasonLengthOutOfRange.selector, 0, 1, 280));
        voidLabels(PACKER_1, ROOT, new uint32[](1), "");
        uint32[] memory indexes = new uint32[](256);
        for (uint32 i; i < 256; ++i) indexes[i] = i;
        voidLabels(PACKER_1, ROOT, indexes, "torn");
    }

    function testAfter65535VoidingsThereIsNoOther() public {
        mint(PACKER_1, "pack", ROOT, 1, 1);
        // Solidity keeps an array's length in its slot: `_voidings` is the mapping at slot 4.
        vm.store(address(labels), keccak256(abi.encode(ROOT, uint256(4))), bytes32(uint256(65_535)));
        expect(abi.encodeWithSelector(ILabelMint.TooManyVoidings.selector, ROOT, 65_535));
        voidLabels(PACKER_1, ROOT, new uint32[](1), "torn");
    }

    function testFuzzSpoiledIsBeforeActivationAndReturnedAfterIt(uint8 cause, bool active) public {
        mint(PACKER_1, "pack", ROOT, 20, 50);
        vm.assertEq(labels.mintOf(ROOT).hiddenRoot, bytes32("hidden"));
        if (active) activate(PACKER_1, ROOT);
        cause = uint8(within(cause, 0, 5));
        bool possible = cause == 3 || cause == (active ? 2 : 1);
        if (!possible) {
            expect(
                abi.encodeWithSelector(ILabelMint.CauseNotPossible.selector, ROOT, cause, active ? START : uint64(0))
            );
        }
        voidLabels(PACKER_1, ROOT, new uint32[](1), cause, "torn");
        (uint8 state, , , uint8 said) = labels.labelState(ROOT, 0);
        vm.assertEq(
            state,
            possible
                ? 3
                : active
                    ? 2
                    : 1
        );
        vm.assertEq(said, possible ? cause : 0);
        vm.assertEq(ledger.batchOf("pack").labelled, possible && !active ? 950 : 1000);
    }

    function stateIs(uint32 index, uint8 state, uint64 since, bytes32 reasonHash) private view {
        (uint8 s, uint64 t, bytes32 r, ) = labels.labelState(ROOT, index);
        vm.assertEq(s, state);
        vm.assertEq(t, since);
        vm.assertEq(r, reasonHash);
    }
}
