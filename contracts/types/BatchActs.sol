// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice The operator `actor` says what `plot` may yield in `season`, and to whom, by the survey of `surveyHash`.
struct SetCapacity {
    bytes32 actor;
    bytes32 plot;
    uint32 season;
    bytes32 holder;
    uint64 grams;
    bytes32 surveyHash;
    uint256 nonce;
    uint64 deadline;
}

/// @notice The operator `actor` says how much `toProduct` may at most come of `fromProduct`.
struct SetConversion {
    bytes32 actor;
    bytes32 fromProduct;
    bytes32 toProduct;
    uint32 numerator;
    uint32 denominator;
    bytes32 sourceHash;
    uint256 nonce;
    uint64 deadline;
}

/// @notice `actor` opens a batch of its own.
struct OpenBatch {
    bytes32 actor;
    bytes32 batch;
    bytes32 product;
    uint32 season;
    uint256 nonce;
    uint64 deadline;
}

/// @notice `actor` puts `grams` harvested on `plot` into `batch`.
struct DrawPlot {
    bytes32 actor;
    bytes32 batch;
    bytes32 plot;
    uint64 grams;
    uint256 nonce;
    uint64 deadline;
}

/// @notice `actor` takes `gramsIn` of `source` and makes `gramsOut` of `batch` of it, certified if `certificate` is not 0.
struct DrawBatch {
    bytes32 actor;
    bytes32 source;
    bytes32 batch;
    uint64 gramsIn;
    uint64 gramsOut;
    bytes32 certificate;
    uint256 nonce;
    uint64 deadline;
}

/// @notice `actor` closes `batch` over the `entryCount` entries under `provenanceRoot` and hands it to `nextHolder` (0: to nobody).
struct CloseBatch {
    bytes32 actor;
    bytes32 batch;
    bytes32 provenanceRoot;
    uint64 entryCount;
    bytes32 nextHolder;
    uint256 nonce;
    uint64 deadline;
}

/// @notice `actor` calls `batch`, and all that flowed from it, back.
struct Recall {
    bytes32 actor;
    bytes32 batch;
    string reason;
    uint256 nonce;
    uint64 deadline;
}

/// @notice EIP-712 struct hashes of the acts of BatchLedger.
library BatchActs {
    bytes32 internal constant SET_CAPACITY = keccak256(
        "SetCapacity(bytes32 actor,bytes32 plot,uint32 season,bytes32 holder,uint64 grams,bytes32 surveyHash,uint256 nonce,uint64 deadline)"
    );
    bytes32 internal constant SET_CONVERSION = keccak256(
        "SetConversion(bytes32 actor,bytes32 fromProduct,bytes32 toProduct,uint32 numerator,uint32 denominator,bytes32 sourceHash,uint256 nonce,uint64 deadline)"
    );
    bytes32 internal constant OPEN_BATCH = keccak256(
        "OpenBatch(bytes32 actor,bytes32 batch,bytes32 product,uint32 season,uint256 nonce,uint64 deadline)"
    );
    bytes32 internal constant DRAW_PLOT = keccak256(
        "DrawPlot(bytes32 actor,bytes32 batch,bytes32 plot,uint64 grams,uint256 nonce,uint64 deadline)"
    );
    bytes32 internal constant DRAW_BATCH = keccak256(
        "DrawBatch(bytes32 actor,bytes32 source,bytes32 batch,uint64 gramsIn,uint64 gramsOut,bytes32 certificate,uint256 nonce,uint64 deadline)"
    );
    bytes32 internal constant CLOSE_BATCH = keccak256(
        "CloseBatch(bytes32 actor,bytes32 batch,bytes32 provenanceRoot,uint64 entryCount,bytes32 nextHolder,uint256 nonce,uint64 deadline)"
    );
    bytes32 internal constant RECALL = keccak256(
        "Recall(bytes32 actor,bytes32 batch,string reason,uint256 nonce,uint64 deadline)"
    );

    function hash(SetCapacity calldata a) internal pure returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    SET_CAPACITY,
                    a.actor,
                    a.plot,
                    a.season,
                    a.holder,
                    a.grams,
                    a.surveyHash,
                    a.nonce,
                    a.deadline
                )
            );
    }

    function hash(SetConversion calldata a) internal pure returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    SET_CONVERSION,
                    a.actor,
                    a.fromProduct,
                    a.toProduct,
                    a.numerator,
                    a.denominator,
                    a.sourceHash,
                    a.nonce,
                    a.deadline
                )
            );
    }

    function hash(OpenBatch calldata a) internal pure returns (bytes32) {
        return keccak256(abi.encode(OPEN_BATCH, a.actor, a.batch, a.product, a.season, a.nonce, a.deadline));
    }

    function hash(DrawPlot calldata a) internal pure returns (bytes32) {
        return keccak256(abi.encode(DRAW_PLOT, a.actor, a.batch, a.plot, a.grams, a.nonce, a.deadline));
    }

    function hash(DrawBatch calldata a) internal pure returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    DRAW_BATCH,
                    a.actor,
                    a.source,
                    a.batch,
                    a.gramsIn,
                    a.gramsOut,
                    a.certificate,
                    a.nonce,
                    a.deadline
                )
            );
    }

    function hash(CloseBatch calldata a) internal pure returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    CLOSE_BATCH,
                    a.actor,
                    a.batch,
                    a.provenanceRoot,
                    a.entryCount,
                    a.nextHolder,
                    a.nonce,
                    a.deadline
                )
            );
    }

    function hash(Recall calldata a) internal pure returns (bytes32) {
        return keccak256(abi.encode(RECALL, a.actor, a.batch, keccak256(bytes(a.reason)), a.nonce, a.deadline));
    }
}
