// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice The admitter `actor` vouches that `signer` acts for `subject`, in `roles`, from `validFrom` to `validTo`.
struct Admit {
    bytes32 actor;
    bytes32 subject;
    bytes signer;
    uint32 roles;
    uint64 validFrom;
    uint64 validTo;
    uint256 nonce;
    uint64 deadline;
}

/// @notice `actor` replaces its own signer.
struct Rotate {
    bytes32 actor;
    bytes signer;
    uint256 nonce;
    uint64 deadline;
}

/// @notice `actor` takes back the admission of `subject`.
struct Revoke {
    bytes32 actor;
    bytes32 subject;
    string reason;
    uint256 nonce;
    uint64 deadline;
}

/// @notice The operator `actor` stands behind the verifier whose one file has SHA-256 `verifierHash`; `documentHash` is
/// of the record that names the files of its page.
struct ReleaseVerifier {
    bytes32 actor;
    bytes32 verifierHash;
    bytes32 documentHash;
    uint256 nonce;
    uint64 deadline;
}

/// @notice EIP-712 struct hashes of the acts of ActorRegistry.
library ActorActs {
    bytes32 internal constant ADMIT = keccak256(
        "Admit(bytes32 actor,bytes32 subject,bytes signer,uint32 roles,uint64 validFrom,uint64 validTo,uint256 nonce,uint64 deadline)"
    );
    bytes32 internal constant ROTATE = keccak256("Rotate(bytes32 actor,bytes signer,uint256 nonce,uint64 deadline)");
    bytes32 internal constant REVOKE = keccak256(
        "Revoke(bytes32 actor,bytes32 subject,string reason,uint256 nonce,uint64 deadline)"
    );
    bytes32 internal constant RELEASE_VERIFIER = keccak256(
        "ReleaseVerifier(bytes32 actor,bytes32 verifierHash,bytes32 documentHash,uint256 nonce,uint64 deadline)"
    );

    function hash(Admit calldata a) internal pure returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    ADMIT,
                    a.actor,
                    a.subject,
                    keccak256(a.signer),
                    a.roles,
                    a.validFrom,
                    a.validTo,
                    a.nonce,
                    a.deadline
                )
            );
    }

    function hash(Rotate calldata a) internal pure returns (bytes32) {
        return keccak256(abi.encode(ROTATE, a.actor, keccak256(a.signer), a.nonce, a.deadline));
    }

    function hash(Revoke calldata a) internal pure returns (bytes32) {
        return keccak256(abi.encode(REVOKE, a.actor, a.subject, keccak256(bytes(a.reason)), a.nonce, a.deadline));
    }

    function hash(ReleaseVerifier calldata a) internal pure returns (bytes32) {
        return keccak256(abi.encode(RELEASE_VERIFIER, a.actor, a.verifierHash, a.documentHash, a.nonce, a.deadline));
    }
}
