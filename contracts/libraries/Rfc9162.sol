// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Merkle proofs of RFC 9162 §2.1, SHA-256
/// @notice Proofs come bottom up, as logs serve them. Nothing here reverts: a proof that does not prove is `false`.
library Rfc9162 {
    /// @notice A tree of 2^64 leaves has paths of at most 64 nodes; no log comes near.
    uint256 internal constant MAX_PROOF = 63;

    /// @notice RFC 9162 §2.1.4.2: does the tree of `secondSize` leaves begin with the tree of `firstSize` leaves?
    /// @dev Assumes 0 < firstSize < secondSize. Equal sizes and empty trees are not a growth: the caller decides them.
    function isConsistent(
        uint64 firstSize,
        bytes32 firstRoot,
        uint64 secondSize,
        bytes32 secondRoot,
        bytes32[] calldata proof
    ) internal view returns (bool) {
        if (firstSize == 0 || firstSize >= secondSize || proof.length > MAX_PROOF) return false;

        uint256 fn = firstSize - 1;
        uint256 sn = secondSize - 1;
        while (fn & 1 == 1) (fn, sn) = (fn >> 1, sn >> 1);

        // A complete first tree (size 2^k) is its own first node, and proofs leave it out.
        uint256 next = 0;
        bytes32 fr = firstRoot;
        if (fn != 0) {
            if (proof.length == 0) return false;
            fr = proof[next++];
        }
        bytes32 sr = fr;

        for (; next < proof.length; ++next) {
            if (sn == 0) return false;
            bytes32 c = proof[next];
            if (fn & 1 == 1 || fn == sn) {
                fr = node(c, fr);
                sr = node(c, sr);
                while (fn & 1 == 0 && fn != 0) (fn, sn) = (fn >> 1, sn >> 1);
            } else {
                sr = node(sr, c);
            }
            (fn, sn) = (fn >> 1, sn >> 1);
        }
        return sn == 0 && fr == firstRoot && sr == secondRoot;
    }

    /// @notice RFC 9162 §2.1.3.2: is `leafHash` the leaf at `index` of the tree?
    function isIncluded(
        uint64 index,
        bytes32 leafHash,
        uint64 size,
        bytes32 root,
        bytes32[] calldata proof
    ) internal view returns (bool) {
        if (index >= size || proof.length > MAX_PROOF) return false;

        uint256 fn = index;
        uint256 sn = size - 1;
        bytes32 r = leafHash;
        for (uint256 i; i < proof.length; ++i) {
            if (sn == 0) return false;
            if (fn & 1 == 1 || fn == sn) {
                r = node(proof[i], r);
                while (fn & 1 == 0 && fn != 0) (fn, sn) = (fn >> 1, sn >> 1);
            } else {
                r = node(r, proof[i]);
            }
            (fn, sn) = (fn >> 1, sn >> 1);
        }
        return sn == 0 && r == root;
    }

    /// @notice SHA-256(0x01 ‖ left ‖ right).
    function node(bytes32 left, bytes32 right) internal view returns (bytes32 parent) {
        // Above the free memory pointer, never kept: `sha256(abi.encodePacked(…))` would allocate on every node.
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            let p := mload(0x40)
            mstore8(p, 1)
            mstore(add(p, 1), left)
            mstore(add(p, 33), right)
            if iszero(staticcall(gas(), 2, p, 65, 0, 32)) {
                revert(0, 0)
            }
            parent := mload(0)
        }
    }
}
