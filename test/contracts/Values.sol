// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Small values that tests are made of.
abstract contract Values {
    function one(bytes32 id) internal pure returns (bytes32[] memory list) {
        list = new bytes32[](1);
        list[0] = id;
    }

    function text(uint256 length) internal pure returns (string memory) {
        bytes memory b = new bytes(length);
        for (uint256 i; i < length; ++i) b[i] = "x";
        return string(b);
    }

    function within(uint256 x, uint256 min, uint256 max) internal pure returns (uint256) {
        return min + (x % (max - min + 1));
    }
}
