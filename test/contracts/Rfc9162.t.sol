// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Rfc9162} from "../../contracts/libraries/Rfc9162.sol";
import {LetterTree} from "./LetterTree.sol";
import {vm} from "./Vm.sol";

/// @notice Sizes up to 2^64, which no test can build: the library must say what the RFC's own steps say.
contract Rfc9162Test {
    bytes32 private constant SEED = "seed";

    /// hardhat-config: fuzz.runs = 1000
    function testFuzzConsistencyAtAnySizeIsWhatTheRfcSays(uint64 a, uint64 b, uint8 bits, uint256 seed) public view {
        uint64 n = 2 + ((b >> (bits % 64)) % (type(uint64).max - 1));
        uint64 m = 1 + (a % (n - 1));
        (uint256 fn, uint256 sn) = (m - 1, n - 1);
        while (fn & 1 == 1) (fn, sn) = (fn >> 1, sn >> 1);
        uint256 length = LetterTree.length(fn, sn) + (fn == 0 ? 0 : 1);
        vm.assertTrue(consistencyAgrees(m, n, nodes(seed, length), seed));
        consistencyAgrees(m, n, nodes(seed, seed % 67), seed);
    }

    /// hardhat-config: fuzz.runs = 1000
    function testFuzzInclusionAtAnyIndexIsWhatTheRfcSays(
        uint64 index,
        uint64 size,
        uint8 bits,
        uint256 seed
    ) public view {
        size = 1 + ((size >> (bits % 64)) % type(uint64).max);
        index %= size;
        vm.assertTrue(inclusionAgrees(index, size, nodes(seed, LetterTree.length(index, size - 1)), seed));
        inclusionAgrees(index, size, nodes(seed, seed % 67), seed);
    }

    function consistencyAgrees(
        uint64 m,
        uint64 n,
        bytes32[] memory proof,
        uint256 seed
    ) private view returns (bool whole) {
        bytes32 fr;
        bytes32 sr;
        (whole, fr, sr) = LetterTree.consistency(m, SEED, n, proof);
        vm.assertTrue(this.isConsistent(m, fr, n, sr, proof) == whole);
        vm.assertFalse(this.isConsistent(m, flipped(fr, seed), n, sr, proof));
        vm.assertFalse(this.isConsistent(m, fr, n, flipped(sr, seed), proof));
    }

    function inclusionAgrees(
        uint64 index,
        uint64 size,
        bytes32[] memory path,
        uint256 seed
    ) private view returns (bool whole) {
        bytes32 r;
        (whole, r) = LetterTree.inclusion(index, SEED, size, path);
        vm.assertTrue(this.isIncluded(index, size, r, path) == whole);
        vm.assertFalse(this.isIncluded(index, size, flipped(r, seed), path));
    }

    function isConsistent(
        uint64 m,
        bytes32 fr,
        uint64 n,
        bytes32 sr,
        bytes32[] calldata proof
    ) external view returns (bool) {
        return Rfc9162.isConsistent(m, fr, n, sr, proof);
    }

    function isIncluded(uint64 index, uint64 size, bytes32 root, bytes32[] calldata path) external view returns (bool) {
        return Rfc9162.isIncluded(index, SEED, size, root, path);
    }

    function nodes(uint256 seed, uint256 count) private pure returns (bytes32[] memory list) {
        list = new bytes32[](count);
        for (uint256 i; i < count; ++i) list[i] = keccak256(abi.encode(seed, i));
    }

    function flipped(bytes32 root, uint256 seed) private pure returns (bytes32) {
        return root ^ bytes32(1 << (seed % 256));
    }
}
