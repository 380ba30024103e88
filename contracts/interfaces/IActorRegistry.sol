// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Admit, ReleaseVerifier, Revoke, Rotate} from "../types/ActorActs.sol";
import {IActs} from "./IActs.sol";

/// @title Who may act, with which key, in which roles, and since when
/// @notice Actors are named by 32 bytes, SHA-256 of their text id. The root authority enrols those who admit others;
/// operators admit growers, factories, packers and laboratories; accreditors admit certifiers. Every change is a new
/// term in the actor's history, and a term that has begun is never altered.
///
/// A signer is ERC-7913 bytes: 20 bytes are an address (a key or an ERC-1271 wallet); more are a verifier contract's
/// address followed by the key it understands.
///
/// @dev A change made in block time t counts from t on, so an answer about time t is final once `block.timestamp > t`.
///
/// Warning: an admission is not proof that the subject holds the key; the admitter vouches for that.
/// Warning: the root authority can enrol a new operator at any time. It cannot sign for anyone, nor alter a term.
interface IActorRegistry is IActs {
    /// @notice The subject stands admitted; it must be revoked, or its window be over, before it is admitted anew.
    error ActorStanding(bytes32 subject, uint64 validTo);

    /// @notice An id belongs to whoever admitted it first (0: the root authority).
    error AdmittedByAnother(bytes32 subject, bytes32 actor, bytes32 admitter);

    /// @notice The subject was never admitted, or is revoked already.
    error ActorNotStanding(bytes32 subject);

    /// @notice `requested` is empty or holds a role that is not among those `grantable`.
    error RolesNotGrantable(uint32 requested, uint32 grantable);

    /// @notice A signer has 20 to 1,024 bytes.
    error SignerLengthOutOfRange(uint256 length, uint256 min, uint256 max);

    /// @notice The actor already signs with this key.
    error SignerUnchanged(bytes32 actor);

    /// @notice A verifier is released once.
    error VerifierReleasedAlready(bytes32 verifierHash, uint64 time);

    /// @notice A subject was enrolled (`admitter` 0) or admitted.
    event ActorAdmitted(
        bytes32 indexed subject,
        bytes32 indexed admitter,
        bytes signer,
        uint32 roles,
        uint64 validFrom,
        uint64 validTo
    );

    /// @notice An actor replaced its signer.
    event SignerRotated(bytes32 indexed actor, bytes signer);

    /// @notice A subject's standing was taken back, by the root authority (`revoker` 0) or its admitter.
    event ActorRevoked(bytes32 indexed subject, bytes32 indexed revoker, string reason);

    /// @notice An operator stands behind a verifier.
    event VerifierReleased(bytes32 indexed verifierHash, bytes32 indexed operator, bytes32 documentHash);

    /// @notice Enrols a root actor. Only the default admin.
    /// @param roles Any of OPERATOR, ACCREDITOR, REGULATOR.
    function enrol(bytes32 subject, bytes calldata signer, uint32 roles, uint64 validFrom, uint64 validTo) external;

    /// @notice Takes a root actor's standing back. Only the default admin; only for those it enrolled.
    function dismiss(bytes32 subject, string calldata reason) external;

    /// @notice Admits a subject. OPERATOR for GROWER, FACTORY, PACKER, LABORATORY; ACCREDITOR for CERTIFIER.
    function admit(Admit calldata act, bytes calldata signature) external;

    /// @notice Replaces the actor's signer from now on; the window and the roles stay. Any active actor, for itself.
    function rotate(Rotate calldata act, bytes calldata signature) external;

    /// @notice Takes an admission back from now on. OPERATOR or ACCREDITOR, and only whoever admitted the subject.
    function revoke(Revoke calldata act, bytes calldata signature) external;

    /// @notice Releases the program that readers check with. OPERATOR. It stays released: a newer one takes its place in
    /// the log, not here.
    function releaseVerifier(ReleaseVerifier calldata act, bytes calldata signature) external;

    /// @notice Who released the verifier of this hash, when, and by which record; all 0 if nobody did.
    function releaseOf(
        bytes32 verifierHash
    ) external view returns (bytes32 operator, uint64 time, bytes32 documentHash);

    /// @notice The verifier whose keys are P-256 points, and appear in entries as SHA-256(0x04 ‖ x ‖ y).
    function p256Verifier() external view returns (address);

    /// @notice The signer and the roles that count now; roles are 0 outside the window or after revocation.
    function authorityOf(bytes32 actor) external view returns (bytes memory signer, uint32 roles);

    /// @notice The last registered signer, whether or not it counts now.
    function signerOf(bytes32 actor) external view returns (bytes memory);

    /// @notice Whether the actor holds one of the bits of `role` now.
    function isActive(bytes32 actor, uint32 role) external view returns (bool);

    /// @notice The key and roles that counted at `time`; both 0 if none did. `keyHash` is SHA-256(0x04 ‖ x ‖ y) for
    /// signers of `p256Verifier`, SHA-256(signer) for all others.
    function keyAt(bytes32 actor, uint64 time) external view returns (bytes32 keyHash, uint32 roles);

    /// @notice The last admission. `admitter` is 0 for the root authority, or if there is no such actor (then `validTo`
    /// is 0 too); `revokedAt` is 0 while it stands.
    function actorOf(
        bytes32 actor
    )
        external
        view
        returns (
            bytes memory signer,
            uint32 roles,
            uint64 validFrom,
            uint64 validTo,
            bytes32 admitter,
            uint64 revokedAt
        );
}
