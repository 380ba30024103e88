// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice The packer `actor` takes `count` labels of `unitGrams` each out of `batch`; `labelRoot` commits their serials.
struct Mint {
    bytes32 actor;
    bytes32 batch;
    bytes32 labelRoot;
    uint32 count;
    uint32 unitGrams;
    uint256 nonce;
    uint64 deadline;
}

/// @notice The packer `actor` says that the labels under `labelRoot` are on packs.
struct Activate {
    bytes32 actor;
    bytes32 labelRoot;
    uint256 nonce;
    uint64 deadline;
}

/// @notice The packer `actor` makes the labels at `indexes` worthless.
struct VoidLabels {
    bytes32 actor;
    bytes32 labelRoot;
    uint32[] indexes;
    string reason;
    uint256 nonce;
    uint64 deadline;
}

/// @notice EIP-712 struct hashes of the acts of LabelMint.
library LabelActs {
    bytes32 internal constant MINT = keccak256(
        "Mint(bytes32 actor,bytes32 batch,bytes32 labelRoot,uint32 count,uint32 unitGrams,uint256 nonce,uint64 deadline)"
    );
    bytes32 internal constant ACTIVATE = keccak256(
        "Activate(bytes32 actor,bytes32 labelRoot,uint256 nonce,uint64 deadline)"
    );
    bytes32 internal constant VOID_LABELS = keccak256(
        "VoidLabels(bytes32 actor,bytes32 labelRoot,uint32[] indexes,string reason,uint256 nonce,uint64 deadline)"
    );

    function hash(Mint calldata a) internal pure returns (bytes32) {
        return keccak256(abi.encode(MINT, a.actor, a.batch, a.labelRoot, a.count, a.unitGrams, a.nonce, a.deadline));
    }

    function hash(Activate calldata a) internal pure returns (bytes32) {
        return keccak256(abi.encode(ACTIVATE, a.actor, a.labelRoot, a.nonce, a.deadline));
    }

    function hash(VoidLabels calldata a) internal pure returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    VOID_LABELS,
                    a.actor,
                    a.labelRoot,
                    keccak256(abi.encodePacked(a.indexes)),
                    keccak256(bytes(a.reason)),
                    a.nonce,
                    a.deadline
                )
            );
    }
}
