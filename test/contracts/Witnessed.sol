// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {LogAnchor} from "../../contracts/LogAnchor.sol";
import {vm} from "./Vm.sol";

/// @notice A log with a quorum of three of five witnesses, and what they sign. The typed data is put together here from
/// the specification, not from the contract.
abstract contract Witnessed {
    string internal constant ORIGIN = "log.example/2026";
    bytes32 internal constant KEY = bytes32(uint256(7));
    uint64 internal constant START = 1_770_000_000;
    uint32 internal constant DELAY = 7 days;
    uint8 internal constant QUORUM = 3;
    address internal constant SUBMITTER = address(0x5ab);
    address internal constant STRANGER = address(0x577a);

    LogAnchor internal logs;
    bytes32 internal logId;
    /// By ascending address, as are the keys of `keysOf`.
    uint256[] internal keys;
    bytes32[] internal noProof;
    bytes[] internal unsigned;

    function setUp() public virtual {
        vm.warp(START);
        logs = new LogAnchor(DELAY);
        for (uint256 i = 1; i <= 5; ++i) keys.push(i);
        sort(keys);
        logId = register(ORIGIN, addresses(keys), QUORUM);
    }

    function register(string memory origin, address[] memory witnesses, uint8 quorum) internal returns (bytes32 id) {
        id = sha256(bytes.concat(bytes(origin), hex"0a", hex"01", KEY));
        logs.register(id, origin, KEY, SUBMITTER, witnesses, quorum);
    }

    // What is signed

    function digestOf(bytes32 structHash, uint256 chainId, address target) internal pure returns (bytes32) {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Liangji LogAnchor"),
                keccak256("1"),
                chainId,
                target
            )
        );
        return keccak256(abi.encodePacked(hex"1901", domain, structHash));
    }

    function digestOf(bytes32 structHash) internal view returns (bytes32) {
        return digestOf(structHash, block.chainid, address(logs));
    }

    function headOf(bytes32 id, uint64 size, bytes32 root) internal pure returns (bytes32) {
        return keccak256(abi.encode(keccak256("Head(bytes32 logId,uint64 size,bytes32 root)"), id, size, root));
    }

    function heartbeatOf(uint64 index, uint64 beat) internal view returns (bytes32) {
        return
            keccak256(abi.encode(keccak256("Heartbeat(bytes32 logId,uint64 index,uint64 beat)"), logId, index, beat));
    }

    function freezeOf(uint64 size, bytes32 root) internal view returns (bytes32) {
        return keccak256(abi.encode(keccak256("Freeze(bytes32 logId,uint64 size,bytes32 root)"), logId, size, root));
    }

    // Who signs

    function sign(uint256 key, bytes32 digest) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }

    function signAll(uint256[] memory by, bytes32 digest) internal pure returns (bytes[] memory signatures) {
        signatures = new bytes[](by.length);
        for (uint256 i; i < by.length; ++i) signatures[i] = sign(by[i], digest);
    }

    /// @dev By the first three witnesses.
    function signed(bytes32 structHash) internal view returns (bytes[] memory) {
        return signAll(some(0, 1, 2), digestOf(structHash));
    }

    function some(uint256 a, uint256 b, uint256 c) internal view returns (uint256[] memory list) {
        list = new uint256[](3);
        (list[0], list[1], list[2]) = (keys[a], keys[b], keys[c]);
    }

    function addresses(uint256[] memory by) internal pure returns (address[] memory list) {
        list = new address[](by.length);
        for (uint256 i; i < by.length; ++i) list[i] = vm.addr(by[i]);
    }

    function sort(uint256[] storage list) internal {
        for (uint256 i = 1; i < list.length; ++i) {
            for (uint256 j = i; j > 0 && vm.addr(list[j]) < vm.addr(list[j - 1]); --j) {
                (list[j], list[j - 1]) = (list[j - 1], list[j]);
            }
        }
    }
}
