// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice `actor`, who has the closed `batch`, offers it to `nextHolder` (0: to nobody any more).
struct OfferBatch {
    bytes32 actor;
    bytes32 batch;
    bytes32 nextHolder;
    uint256 nonce;
    uint64 deadline;
}

/// @notice `actor` takes over `batch`, which was offered to it, and weighed `grams`; what is missing to what was left is lost.
struct AcceptBatch {
    bytes32 actor;
    bytes32 batch;
    uint64 grams;
    uint256 nonce;
    uint64 deadline;
}

/// @notice `actor` does not take `batch`, which was offered to it.
struct RejectBatch {
    bytes32 actor;
    bytes32 batch;
    string reason;
    uint256 nonce;
    uint64 deadline;
}

/// @notice `grams` of `batch`, which `actor` has, are gone: 1 lost, 2 disposed of.
struct WriteOff {
    bytes32 actor;
    bytes32 batch;
    uint8 cause;
    uint64 grams;
    string reason;
    uint256 nonce;
    uint64 deadline;
}

/// @notice `actor` offers `to` the right to pick `grams` of its own on `plot` in `season`, in place of an earlier offer.
struct OfferQuota {
    bytes32 actor;
    bytes32 plot;
    uint32 season;
    bytes32 to;
    uint64 grams;
    uint256 nonce;
    uint64 deadline;
}

/// @notice `actor` takes `grams` of what `from` offers it on `plot` in `season`.
struct TakeQuota {
    bytes32 actor;
    bytes32 plot;
    uint32 season;
    bytes32 from;
    uint64 grams;
    uint256 nonce;
    uint64 deadline;
}

/// @notice EIP-712 struct hashes of the acts by which goods and quota change hands.
library HandActs {
    bytes32 internal constant OFFER_BATCH = keccak256(
        "OfferBatch(bytes32 actor,bytes32 batch,bytes32 nextHolder,uint256 nonce,uint64 deadline)"
    );
    bytes32 internal constant ACCEPT_BATCH = keccak256(
        "AcceptBatch(bytes32 actor,bytes32 batch,uint64 grams,uint256 nonce,uint64 deadline)"
    );
    bytes32 internal constant REJECT_BATCH = keccak256(
        "RejectBatch(bytes32 actor,bytes32 batch,string reason,uint256 nonce,uint64 deadline)"
    );
    bytes32 internal constant WRITE_OFF = keccak256(
        "WriteOff(bytes32 actor,bytes32 batch,uint8 cause,uint64 grams,string reason,uint256 nonce,uint64 deadline)"
    );
    bytes32 internal constant OFFER_QUOTA = keccak256(
        "OfferQuota(bytes32 actor,bytes32 plot,uint32 season,bytes32 to,uint64 grams,uint256 nonce,uint64 deadline)"
    );
    bytes32 internal constant TAKE_QUOTA = keccak256(
        "TakeQuota(bytes32 actor,bytes32 plot,uint32 season,bytes32 from,uint64 grams,uint256 nonce,uint64 deadline)"
    );

    function hash(OfferBatch calldata a) internal pure returns (bytes32) {
        return keccak256(abi.encode(OFFER_BATCH, a.actor, a.batch, a.nextHolder, a.nonce, a.deadline));
    }

    function hash(AcceptBatch calldata a) internal pure returns (bytes32) {
        return keccak256(abi.encode(ACCEPT_BATCH, a.actor, a.batch, a.grams, a.nonce, a.deadline));
    }

    function hash(RejectBatch calldata a) internal pure returns (bytes32) {
        return keccak256(abi.encode(REJECT_BATCH, a.actor, a.batch, keccak256(bytes(a.reason)), a.nonce, a.deadline));
    }

    function hash(WriteOff calldata a) internal pure returns (bytes32) {
        bytes32 reason = keccak256(bytes(a.reason));
        return keccak256(abi.encode(WRITE_OFF, a.actor, a.batch, a.cause, a.grams, reason, a.nonce, a.deadline));
    }

    function hash(OfferQuota calldata a) internal pure returns (bytes32) {
        return keccak256(abi.encode(OFFER_QUOTA, a.actor, a.plot, a.season, a.to, a.grams, a.nonce, a.deadline));
    }

    function hash(TakeQuota calldata a) internal pure returns (bytes32) {
        return keccak256(abi.encode(TAKE_QUOTA, a.actor, a.plot, a.season, a.from, a.grams, a.nonce, a.deadline));
    }
}
