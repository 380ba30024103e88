// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice RFC 9162 §2.1, written as the RFC writes it: recursive, wasteful and obvious.
library SlowTree {
    function leaves(uint256 seed, uint256 count) internal pure returns (bytes32[] memory list) {
        list = new bytes32[](count);
        for (uint256 i; i < count; ++i) list[i] = sha256(abi.encodePacked(uint8(0), seed, i));
    }

    /// @dev §2.1.1, MTH(D[from:to]).
    function root(bytes32[] memory d, uint256 from, uint256 to) internal pure returns (bytes32) {
        if (to - from == 1) return d[from];
        uint256 k = split(to - from);
        return sha256(abi.encodePacked(uint8(1), root(d, from, from + k), root(d, from + k, to)));
    }

    /// @dev §2.1.3.1, PATH(m, D[from:to]).
    function path(bytes32[] memory d, uint256 m, uint256 from, uint256 to) internal pure returns (bytes32[] memory) {
        if (to - from == 1) return new bytes32[](0);
        uint256 k = split(to - from);
        return
            m < k
                ? append(path(d, m, from, from + k), root(d, from + k, to))
                : append(path(d, m - k, from + k, to), root(d, from, from + k));
    }

    /// @dev §2.1.4.1, PROOF(m, D[0:n]) = SUBPROOF(m, D[0:n], true).
    function proof(bytes32[] memory d, uint256 m, uint256 n) internal pure returns (bytes32[] memory) {
        return subproof(d, m, 0, n, true);
    }

    function subproof(
        bytes32[] memory d,
        uint256 m,
        uint256 from,
        uint256 to,
        bool complete
    ) private pure returns (bytes32[] memory) {
        if (m == to - from) {
            return complete ? new bytes32[](0) : append(new bytes32[](0), root(d, from, to));
        }
        uint256 k = split(to - from);
        return
            m <= k
                ? append(subproof(d, m, from, from + k, complete), root(d, from + k, to))
                : append(subproof(d, m - k, from + k, to, false), root(d, from, from + k));
    }

    /// @dev The largest power of two smaller than n.
    function split(uint256 n) private pure returns (uint256 k) {
        k = 1;
        while (k * 2 < n) k *= 2;
    }

    function append(bytes32[] memory list, bytes32 last) private pure returns (bytes32[] memory longer) {
        longer = new bytes32[](list.length + 1);
        for (uint256 i; i < list.length; ++i) longer[i] = list[i];
        longer[list.length] = last;
    }
}
