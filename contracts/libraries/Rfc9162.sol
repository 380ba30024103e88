// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title Merkle proofs of RFC 9162 §2.1, SHA-256
/// @notice Proofs come bottom up, as logs serve them. Nothing here reverts: a proof that does not prove is `false`.
/// @dev The RFC walks a proof level by level. Here the whole way is worked out first, as transparency-dev/merkle does:
/// below the level where the paths to a node and to the tree's last node meet, each level has one sibling, left or
/// right; above it only left ones are left. So the length of a proof is known before a hash is made.
library Rfc9162 {
    /// @notice A tree of 2^64 leaves has paths of at most 64 nodes; no log comes near.
    uint256 internal constant MAX_PROOF = 63;

    /// @notice RFC 9162 §2.1.4.2: does the tree of `secondSize` leaves begin with the tree of `firstSize` leaves?
    /// @dev Equal sizes and empty trees are not a growth, and `false`: the caller decides them.
    function isConsistent(
        uint64 firstSize,
        bytes32 firstRoot,
        uint64 secondSize,
        bytes32 secondRoot,
        bytes32[] calldata proof
    ) internal view returns (bool) {
        if (firstSize == 0 || firstSize >= secondSize) return false;

        // The largest complete subtree that ends where the first tree does, and the last node of the second at its level.
        uint256 fn = firstSize - 1;
        uint256 sn = secondSize - 1;
        while (fn & 1 == 1) (fn, sn) = (fn >> 1, sn >> 1);
        (uint256 sides, uint256 length) = wayUp(fn, sn);

        // It comes first in the proof, unless it is the first tree (of 2^k leaves) itself.
        uint256 start = fn == 0 ? 0 : 1;
        if (proof.length != start + length) return false;
        bytes32 seed = fn == 0 ? firstRoot : proof[0];
        (bytes32 fr, bytes32 sr) = climb(seed, sides, proof[start:]);
        return fr == firstRoot && sr == secondRoot;
    }

    /// @notice RFC 9162 §2.1.3.2: is `leafHash` the leaf at `index` of the tree?
    function isIncluded(
        uint64 index,
        bytes32 leafHash,
        uint64 size,
        bytes32 root,
        bytes32[] calldata proof
    ) internal view returns (bool) {
        if (index >= size) return false;

        (uint256 sides, uint256 length) = wayUp(index, size - 1);
        if (proof.length != length) return false;
        (, bytes32 r) = climb(leafHash, sides, proof);
        return r == root;
    }

    /// @dev The siblings on the way up from node `from` of a level whose last node is `last`: how many there are and, from
    /// the lowest bit, which of them are left (1).
    function wayUp(uint256 from, uint256 last) private pure returns (uint256 sides, uint256 length) {
        uint256 meet = from == last ? 0 : Math.log2(from ^ last) + 1;
        sides = from | (type(uint256).max << meet);
        length = meet;
        unchecked {
            // Counts the ones above: each turn takes the lowest.
            for (uint256 above = from >> meet; above != 0; above &= above - 1) ++length;
        }
    }

    /// @dev Hashes `seed` with all of `proof`: `sr` with every sibling, `fr` with the left ones only. Assembly, because
    /// these two dozen lines are half of what an anchor costs.
    function climb(
        bytes32 seed,
        uint256 sides,
        bytes32[] calldata proof
    ) private view returns (bytes32 fr, bytes32 sr) {
        (fr, sr) = (seed, seed);
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            // 0x01 ‖ left ‖ right lies above the free memory pointer, and its hash in scratch space.
            let input := mload(0x40)
            let left := add(input, 1)
            let right := add(input, 33)
            mstore8(input, 1)
            let done := 1
            let end := add(proof.offset, shl(5, proof.length))
            for {
                let at := proof.offset
            } lt(at, end) {
                at := add(at, 32)
            } {
                let sibling := calldataload(at)
                switch and(sides, 1)
                case 1 {
                    mstore(left, sibling)
                    mstore(right, fr)
                    done := and(done, staticcall(gas(), 2, input, 65, 0, 32))
                    fr := mload(0)
                    mstore(right, sr)
                    done := and(done, staticcall(gas(), 2, input, 65, 0, 32))
                    sr := mload(0)
                }
                default {
                    mstore(left, sr)
                    mstore(right, sibling)
                    done := and(done, staticcall(gas(), 2, input, 65, 0, 32))
                    sr := mload(0)
                }
                sides := shr(1, sides)
            }
            // SHA-256 fails for want of gas only.
            if iszero(done) {
                revert(0, 0)
            }
        }
    }
}
