// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice RFC 9162 §2.1.3.2 and §2.1.4.2, step by step as written. Any nodes are a proof of some roots: here are which.
library LetterTree {
    /// @dev The roots that `proof` proves consistent for these sizes; `whole` says that the steps end with sn = 0.
    function consistency(
        uint64 first,
        bytes32 firstRoot,
        uint64 second,
        bytes32[] memory proof
    ) internal pure returns (bool whole, bytes32 fr, bytes32 sr) {
        uint256 next;
        bool complete = first & (first - 1) == 0;
        if (!complete && proof.length == 0) return (false, 0, 0);
        fr = complete ? firstRoot : proof[next++];
        sr = fr;
        (uint256 fn, uint256 sn) = (first - 1, second - 1);
        while (fn & 1 == 1) (fn, sn) = (fn >> 1, sn >> 1);
        for (; next < proof.length; ++next) {
            if (sn == 0) return (false, 0, 0);
            if (fn & 1 == 1 || fn == sn) {
                fr = node(proof[next], fr);
                sr = node(proof[next], sr);
                while (fn & 1 == 0 && fn != 0) (fn, sn) = (fn >> 1, sn >> 1);
            } else {
                sr = node(sr, proof[next]);
            }
            (fn, sn) = (fn >> 1, sn >> 1);
        }
        whole = sn == 0;
    }

    /// @dev The root that `path` leads to.
    function inclusion(
        uint64 index,
        bytes32 leafHash,
        uint64 size,
        bytes32[] memory path
    ) internal pure returns (bool whole, bytes32 r) {
        r = leafHash;
        (uint256 fn, uint256 sn) = (index, size - 1);
        for (uint256 i; i < path.length; ++i) {
            if (sn == 0) return (false, 0);
            if (fn & 1 == 1 || fn == sn) {
                r = node(path[i], r);
                while (fn & 1 == 0 && fn != 0) (fn, sn) = (fn >> 1, sn >> 1);
            } else {
                r = node(r, path[i]);
            }
            (fn, sn) = (fn >> 1, sn >> 1);
        }
        whole = sn == 0;
    }

    /// @dev After how many nodes the steps reach sn = 0.
    function length(uint256 fn, uint256 sn) internal pure returns (uint256 count) {
        for (; sn != 0; ++count) {
            if (fn & 1 == 1 || fn == sn) while (fn & 1 == 0 && fn != 0) (fn, sn) = (fn >> 1, sn >> 1);
            (fn, sn) = (fn >> 1, sn >> 1);
        }
    }

    function node(bytes32 left, bytes32 right) private pure returns (bytes32) {
        return sha256(abi.encodePacked(uint8(1), left, right));
    }
}
