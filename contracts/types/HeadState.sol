// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What LogAnchor keeps of a head beside its root, in one word. From the lowest bit: size (64), time (64),
/// index (64), frozen (8), beat (32). One read and one write for each anchor, where a struct's members would be many.
type HeadState is uint256;

using HeadStates for HeadState global;

library HeadStates {
    uint256 private constant TIME = 64;
    uint256 private constant INDEX = 128;
    uint256 private constant FROZEN = 192;
    uint256 private constant BEAT = 200;

    /// @dev Not frozen, and confirmed by no heartbeat yet.
    function anchored(uint64 size_, uint64 time_, uint64 index_) internal pure returns (HeadState) {
        return HeadState.wrap(uint256(size_) | (uint256(time_) << TIME) | (uint256(index_) << INDEX));
    }

    /// @dev Confirmed by one heartbeat more.
    function confirmed(HeadState self, uint64 time_) internal pure returns (HeadState) {
        uint256 others = HeadState.unwrap(self) & ~(uint256(type(uint64).max) << TIME);
        return HeadState.wrap((others | (uint256(time_) << TIME)) + (1 << BEAT));
    }

    function ended(HeadState self) internal pure returns (HeadState) {
        return HeadState.wrap(HeadState.unwrap(self) | (1 << FROZEN));
    }

    function size(HeadState self) internal pure returns (uint64) {
        return uint64(HeadState.unwrap(self));
    }

    function time(HeadState self) internal pure returns (uint64) {
        return uint64(HeadState.unwrap(self) >> TIME);
    }

    function index(HeadState self) internal pure returns (uint64) {
        return uint64(HeadState.unwrap(self) >> INDEX);
    }

    function frozen(HeadState self) internal pure returns (bool) {
        return uint8(HeadState.unwrap(self) >> FROZEN) != 0;
    }

    function beat(HeadState self) internal pure returns (uint32) {
        return uint32(HeadState.unwrap(self) >> BEAT);
    }
}
