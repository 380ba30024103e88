// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice The packer `actor` takes `count` labels of `unitGrams` each out of `batch`; `labelRoot` commits their serials,
/// `hiddenRoot` the codes under their scratch layers, in the same order; 0 without.
struct Mint {
    bytes32 actor;
    bytes32 batch;
    bytes32 labelRoot;
    bytes32 hiddenRoot;
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

/// @notice The packer `actor` makes the labels at `indexes` worthless: spoiled (1), come back with their packs (2) or void
/// for another reason (3).
struct VoidLabels {
    bytes32 actor;
    bytes32 labelRoot;
    uint32[] indexes;
    uint8 cause;
    string reason;
    uint256 nonce;
    uint64 deadline;
}

/// @notice EIP-712 struct hashes of the acts of LabelMint.
library LabelActs {
    bytes32 internal constant MINT = keccak256(
        "Mint(bytes32 actor,bytes32 batch,bytes32 labelRoot,bytes32 hiddenRoot,uint32 count,uint32 unitGrams,uint256 nonce,uint64 deadline)"
    );
    bytes32 internal constant ACTIVATE = keccak256(
        "Activate(bytes32 actor,bytes32 labelRoot,uint256 nonce,uint64 deadline)"
    );
    bytes32 internal constant VOID_LABELS = keccak256(
        "VoidLabels(bytes32 actor,bytes32 labelRoot,uint32[] indexes,uint8 cause,string reason,uint256 nonce,uint64 deadline)"
    );

    function hash(Mint calldata a) internal pure returns (bytes32) {
        return
            keccak256(
                abi.encode(MINT, a.actor, a.batch, a.labelRoot, a.hiddenRoot, a.count, a.unitGrams, a.nonce, a.deadline)
            );
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
                    a.cause,
                    keccak256(bytes(a.reason)),
                    a.nonce,
                    a.deadline
                )
            );
    }
}
