// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice EIP-712 struct hashes of what witnesses sign for LogAnchor.
library Cosignatures {
    bytes32 internal constant HEAD = keccak256("Head(bytes32 logId,uint64 size,bytes32 root)");
    bytes32 internal constant HEARTBEAT = keccak256("Heartbeat(bytes32 logId,uint64 index,uint64 beat)");
    bytes32 internal constant FREEZE = keccak256("Freeze(bytes32 logId,uint64 size,bytes32 root)");

    function hashHead(bytes32 logId, uint64 size, bytes32 root) internal pure returns (bytes32) {
        return keccak256(abi.encode(HEAD, logId, size, root));
    }

    function hashHeartbeat(bytes32 logId, uint64 index, uint64 beat) internal pure returns (bytes32) {
        return keccak256(abi.encode(HEARTBEAT, logId, index, beat));
    }

    function hashFreeze(bytes32 logId, uint64 size, bytes32 root) internal pure returns (bytes32) {
        return keccak256(abi.encode(FREEZE, logId, size, root));
    }
}
