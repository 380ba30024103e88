// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {LogAnchor} from "../../contracts/LogAnchor.sol";
import {ILogAnchor} from "../../contracts/interfaces/ILogAnchor.sol";
import {Rfc9162} from "../../contracts/libraries/Rfc9162.sol";
import {SlowTree} from "./SlowTree.sol";
import {vm} from "./Vm.sol";

contract LogAnchorTest {
    LogAnchor private logs;
    bytes32 private logId;
    bytes[] private none;
    address[] private nobody;

    string private constant ORIGIN = "log.example/2026";
    bytes32 private constant KEY = bytes32(uint256(7));

    function setUp() public {
        vm.warp(1_770_000_000);
        logs = new LogAnchor(7 days);
        logId = idOf(ORIGIN, KEY);
        logs.register(logId, ORIGIN, KEY, address(this), nobody, 0);
    }

    function testEveryPairUpTo32IsAnchoredByTheReferenceProof() public {
        bytes32[] memory d = SlowTree.leaves(1, 32);
        for (uint64 m = 1; m < 32; ++m) {
            for (uint64 n = m + 1; n <= 32; ++n) {
                bytes32 id = fresh(m, n);
                logs.anchor(id, m, SlowTree.root(d, 0, m), new bytes32[](0), none);
                logs.anchor(id, n, SlowTree.root(d, 0, n), SlowTree.proof(d, m, n), none);
                (bytes32 root, uint64 size, , uint64 index, , ) = logs.headOf(id);
                vm.assertEq(root, SlowTree.root(d, 0, n));
                vm.assertEq(size, n);
                vm.assertEq(index, 2);
            }
        }
    }

    function testFuzzAProofWithOneBitFlippedIsRefused(uint256 seed, uint8 a, uint8 b, uint8 node, uint8 bit) public {
        (uint64 m, uint64 n) = pair(a, b);
        bytes32[] memory d = SlowTree.leaves(seed, n);
        bytes32[] memory proof = SlowTree.proof(d, m, n);
        bytes32 root = SlowTree.root(d, 0, m);
        logs.anchor(logId, m, root, new bytes32[](0), none);
        proof[node % proof.length] ^= bytes32(1 << uint256(bit));
        refusesHead(m, root, n, SlowTree.root(d, 0, n), proof);
    }

    function testFuzzARootWithOneBitFlippedIsRefused(uint256 seed, uint8 a, uint8 b, uint8 bit) public {
        (uint64 m, uint64 n) = pair(a, b);
        bytes32[] memory d = SlowTree.leaves(seed, n);
        bytes32 root = SlowTree.root(d, 0, m);
        logs.anchor(logId, m, root, new bytes32[](0), none);
        refusesHead(m, root, n, SlowTree.root(d, 0, n) ^ bytes32(1 << uint256(bit)), SlowTree.proof(d, m, n));
    }

    function testFuzzAProofOneNodeShortOrLongIsRefused(uint256 seed, uint8 a, uint8 b) public {
        (uint64 m, uint64 n) = pair(a, b);
        bytes32[] memory d = SlowTree.leaves(seed, n);
        bytes32[] memory proof = SlowTree.proof(d, m, n);
        (bytes32 old, bytes32 root) = (SlowTree.root(d, 0, m), SlowTree.root(d, 0, n));
        logs.anchor(logId, m, old, new bytes32[](0), none);
        refusesHead(m, old, n, root, resized(proof, proof.length - 1));
        refusesHead(m, old, n, root, resized(proof, proof.length + 1));
    }

    function testFuzzARewrittenHistoryIsRefused(uint256 seed, uint8 a, uint8 b, uint8 changed) public {
        (uint64 m, uint64 n) = pair(a, b);
        bytes32[] memory d = SlowTree.leaves(seed, n);
        bytes32 old = SlowTree.root(d, 0, m);
        logs.anchor(logId, m, old, new bytes32[](0), none);
        d[changed % m] = keccak256("rewritten");
        refusesHead(m, old, n, SlowTree.root(d, 0, n), SlowTree.proof(d, m, n));
    }

    function testFuzzAHeadThatDoesNotGrowIsRefused(uint64 size, uint64 next) public {
        size = size == 0 ? 1 : size;
        next = next % (size + (size == type(uint64).max ? 0 : 1));
        logs.anchor(logId, size, KEY, new bytes32[](0), none);
        vm.expectRevert(abi.encodeWithSelector(ILogAnchor.SizeNotIncreasing.selector, logId, next, size));
        logs.anchor(logId, next, KEY, new bytes32[](0), none);
    }

    function testAnEmptyFirstHeadIsRefused() public {
        vm.expectRevert(abi.encodeWithSelector(ILogAnchor.SizeNotIncreasing.selector, logId, 0, 0));
        logs.anchor(logId, 0, KEY, new bytes32[](0), none);
    }

    function testAProofForTheFirstHeadIsRefused() public {
        vm.expectRevert(abi.encodeWithSelector(ILogAnchor.ProofTooLong.selector, 1, 0));
        logs.anchor(logId, 1, KEY, new bytes32[](1), none);
    }

    function testAProofOf64NodesIsRefused() public {
        logs.anchor(logId, 1, KEY, new bytes32[](0), none);
        vm.expectRevert(abi.encodeWithSelector(ILogAnchor.ProofTooLong.selector, 64, 63));
        logs.anchor(logId, 2, KEY, new bytes32[](64), none);
    }

    function testFuzzEveryLeafIsIncludedAndNoOther(uint256 seed, uint8 count, uint8 place, uint8 bit) public {
        uint64 n = 1 + (count % 40);
        uint64 i = place % n;
        bytes32[] memory d = SlowTree.leaves(seed, n);
        bytes32[] memory proof = SlowTree.path(d, i, 0, n);
        logs.anchor(logId, n, SlowTree.root(d, 0, n), new bytes32[](0), none);
        vm.assertTrue(logs.verifyInclusion(logId, i, d[i], proof));
        vm.assertFalse(logs.verifyInclusion(logId, i, d[i] ^ bytes32(1 << uint256(bit)), proof));
        vm.assertFalse(logs.verifyInclusion(logId, n + i, d[i], proof));
        if (n > 1) {
            vm.assertFalse(logs.verifyInclusion(logId, (i + 1) % n, d[i], proof));
            vm.assertFalse(logs.verifyInclusion(logId, i, d[i], resized(proof, proof.length - 1)));
            proof[bit % proof.length] ^= bytes32(uint256(1));
            vm.assertFalse(logs.verifyInclusion(logId, i, d[i], proof));
        }
        vm.assertFalse(logs.verifyInclusion(logId, i, d[i], resized(proof, proof.length + 1)));
        vm.assertFalse(logs.verifyInclusion(logId, i, d[i], new bytes32[](64)));
    }

    function testFuzzTheRootItselfIsNotALeafOfALargerTree(uint64 size, bytes32 root) public {
        vm.assume(size > 1);
        logs.anchor(logId, size, root, new bytes32[](0), none);
        vm.assertFalse(logs.verifyInclusion(logId, 0, root, new bytes32[](0)));
    }

    function testFuzzAProofTooShortForTheSizeIsRefusedThoughItsHashesFit(uint64 size, bytes32 old, bytes32 c) public {
        size = 3 + (size >> 1);
        logs.anchor(logId, 1, old, new bytes32[](0), none);
        bytes32[] memory proof = new bytes32[](1);
        proof[0] = c;
        refusesHead(1, old, size, sha256(abi.encodePacked(uint8(1), old, c)), proof);
    }

    function testFuzzOnlyTheSubmitterAnchorsConfirmsAndFreezes(address other) public {
        vm.assume(other != address(this));
        bytes memory refusal = abi.encodeWithSelector(ILogAnchor.NotSubmitter.selector, logId, other, address(this));
        vm.expectRevert(refusal);
        vm.prank(other);
        logs.anchor(logId, 1, KEY, new bytes32[](0), none);
        vm.expectRevert(refusal);
        vm.prank(other);
        logs.heartbeat(logId, none);
        vm.expectRevert(refusal);
        vm.prank(other);
        logs.freeze(logId, none);
    }

    function testAHeartbeatChangesTheTimeCountsAndNothingElse() public {
        vm.expectRevert(abi.encodeWithSelector(ILogAnchor.LogEmpty.selector, logId));
        logs.heartbeat(logId, none);
        logs.anchor(logId, 5, KEY, new bytes32[](0), none);
        vm.warp(1_770_000_100);
        vm.expectEmit();
        emit ILogAnchor.Heartbeat(logId, 1, 5, KEY, 1_770_000_100, 1);
        logs.heartbeat(logId, none);
        headIs(KEY, 5, 1_770_000_100, 1, false, 1);
    }

    function testAFrozenLogRefusesEverythingAndKeepsItsHead() public {
        logs.anchor(logId, 5, KEY, new bytes32[](0), none);
        vm.warp(1_770_000_100);
        vm.expectEmit();
        emit ILogAnchor.LogFrozen(logId, 1, 5, KEY, 1_770_000_100);
        logs.freeze(logId, none);
        bytes memory refusal = abi.encodeWithSelector(ILogAnchor.LogIsFrozen.selector, logId, 5);
        vm.expectRevert(refusal);
        logs.anchor(logId, 6, KEY, new bytes32[](1), none);
        vm.expectRevert(refusal);
        logs.heartbeat(logId, none);
        vm.expectRevert(refusal);
        logs.freeze(logId, none);
        headIs(KEY, 5, 1_770_000_000, 1, true, 0);
    }

    function testALogIsRegisteredOnceUnderItsOwnIdWithASubmitter() public {
        vm.expectRevert(abi.encodeWithSelector(ILogAnchor.LogAlreadyRegistered.selector, logId, address(this)));
        logs.register(logId, ORIGIN, KEY, address(1), nobody, 0);
        bytes32 wrong = idOf("other", KEY);
        vm.expectRevert(abi.encodeWithSelector(ILogAnchor.LogIdMismatch.selector, wrong, logId));
        logs.register(wrong, ORIGIN, KEY, address(1), nobody, 0);
        vm.expectRevert(abi.encodeWithSelector(ILogAnchor.SubmitterZero.selector, wrong));
        logs.register(wrong, "other", KEY, address(0), nobody, 0);
        vm.expectRevert(abi.encodeWithSelector(ILogAnchor.OriginLengthOutOfRange.selector, 0, 1, 255));
        logs.register(wrong, "", KEY, address(1), nobody, 0);
        vm.expectRevert(abi.encodeWithSelector(ILogAnchor.OriginLengthOutOfRange.selector, 256, 1, 255));
        logs.register(wrong, string(new bytes(256)), KEY, address(1), nobody, 0);
        (address submitter, uint32 epoch, uint8 quorum) = logs.logOf(logId);
        vm.assertEq(submitter, address(this));
        vm.assertEq(epoch, 1);
        vm.assertEq(quorum, 0);
    }

    function testFuzzAnUnknownLogRefuses(bytes32 unknown) public {
        vm.assume(unknown != logId);
        vm.expectRevert(abi.encodeWithSelector(ILogAnchor.LogUnknown.selector, unknown));
        logs.anchor(unknown, 1, KEY, new bytes32[](0), none);
    }

    function testFuzzTheHeadLiesInTheTwoSlotsThatPhonesRead(uint64 size, bytes32 root) public {
        vm.assume(size != 0);
        logs.anchor(logId, size, root, new bytes32[](0), none);
        logs.heartbeat(logId, none);
        logs.heartbeat(logId, none);
        logs.freeze(logId, none);
        uint256 slot = uint256(keccak256(abi.encode(logId, uint256(0))));
        vm.assertEq(vm.load(address(logs), bytes32(slot)), root);
        uint256 packed = uint256(size) | (uint256(1_770_000_000) << 64) | (1 << 128) | (1 << 192) | (2 << 200);
        vm.assertEq(uint256(vm.load(address(logs), bytes32(slot + 1))), packed);
    }

    function testConsistencyOfEmptyEqualAndShrunkTreesIsNoGrowth() public view {
        vm.assertFalse(this.isConsistent(0, 1, new bytes32[](0)));
        vm.assertFalse(this.isConsistent(1, 1, new bytes32[](0)));
        vm.assertFalse(this.isConsistent(2, 1, new bytes32[](0)));
        vm.assertFalse(this.isConsistent(3, 5, new bytes32[](0)));
        vm.assertFalse(this.isConsistent(3, 5, new bytes32[](64)));
    }

    function isConsistent(uint64 m, uint64 n, bytes32[] calldata proof) external view returns (bool) {
        return Rfc9162.isConsistent(m, KEY, n, KEY, proof);
    }

    function refusesHead(uint64 m, bytes32 old, uint64 n, bytes32 root, bytes32[] memory proof) private {
        vm.expectRevert(abi.encodeWithSelector(ILogAnchor.HeadInconsistent.selector, logId, m, old, n, root));
        logs.anchor(logId, n, root, proof, none);
    }

    function headIs(bytes32 root, uint64 size, uint64 time, uint64 index, bool frozen, uint32 beat) private view {
        (bytes32 r, uint64 s, uint64 t, uint64 i, bool f, uint32 b) = logs.headOf(logId);
        vm.assertEq(r, root);
        vm.assertEq(s, size);
        vm.assertEq(t, time);
        vm.assertEq(i, index);
        vm.assertTrue(f == frozen);
        vm.assertEq(b, beat);
    }

    function fresh(uint64 m, uint64 n) private returns (bytes32 id) {
        bytes32 key = bytes32((uint256(m) << 64) | n);
        id = idOf(ORIGIN, key);
        logs.register(id, ORIGIN, key, address(this), nobody, 0);
    }

    function idOf(string memory origin, bytes32 key) private pure returns (bytes32) {
        return sha256(bytes.concat(bytes(origin), hex"0a", hex"01", key));
    }

    function pair(uint8 a, uint8 b) private pure returns (uint64 m, uint64 n) {
        n = 2 + (b % 40);
        m = 1 + (a % (n - 1));
    }

    function resized(bytes32[] memory list, uint256 length) private pure returns (bytes32[] memory out) {
        out = new bytes32[](length);
        for (uint256 i; i < length && i < list.length; ++i) out[i] = list[i];
    }
}
