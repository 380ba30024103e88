// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice The accreditor `actor` says that certificates of `fromScheme` count for `toScheme` on the terms of `termsHash`.
struct Recognise {
    bytes32 actor;
    bytes32 recognition;
    bytes32 fromScheme;
    bytes32 toScheme;
    uint64 validFrom;
    uint64 validTo;
    bytes32 termsHash;
    uint256 nonce;
    uint64 deadline;
}

/// @notice The accreditor `actor` moves a recognition to `status`, for `reason`.
struct SetRecognition {
    bytes32 actor;
    bytes32 recognition;
    uint8 status;
    string reason;
    uint256 nonce;
    uint64 deadline;
}

/// @notice EIP-712 struct hashes of the acts about recognitions.
library RecognitionActs {
    bytes32 internal constant RECOGNISE = keccak256(
        "Recognise(bytes32 actor,bytes32 recognition,bytes32 fromScheme,bytes32 toScheme,uint64 validFrom,uint64 validTo,bytes32 termsHash,uint256 nonce,uint64 deadline)"
    );
    bytes32 internal constant SET_RECOGNITION = keccak256(
        "SetRecognition(bytes32 actor,bytes32 recognition,uint8 status,string reason,uint256 nonce,uint64 deadline)"
    );

    function hash(Recognise calldata a) internal pure returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    RECOGNISE,
                    a.actor,
                    a.recognition,
                    a.fromScheme,
                    a.toScheme,
                    a.validFrom,
                    a.validTo,
                    a.termsHash,
                    a.nonce,
                    a.deadline
                )
            );
    }

    function hash(SetRecognition calldata a) internal pure returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    SET_RECOGNITION,
                    a.actor,
                    a.recognition,
                    a.status,
                    keccak256(bytes(a.reason)),
                    a.nonce,
                    a.deadline
                )
            );
    }
}
