// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Makes calls one after the other in one transaction, and logs what came of each: 1 or 0, and what it returned. One
/// that is refused does not stop those after it. A call is written as address (20 bytes), length (4 bytes), calldata.
contract Runner {
    fallback(bytes calldata calls) external returns (bytes memory) {
        for (uint256 at; at < calls.length;) {
            address to = address(bytes20(calls[at:at + 20]));
            uint256 from = at + 24;
            at = from + uint32(bytes4(calls[at + 20:from]));
            (bool done, bytes memory told) = to.call(calls[from:at]);
            assembly ("memory-safe") {
                log1(add(told, 32), mload(told), done)
            }
        }
        return "";
    }
}
