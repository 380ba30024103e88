// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessControlDefaultAdminRules} from "@openzeppelin/contracts/access/extensions/AccessControlDefaultAdminRules.sol";
import {Acts} from "./Acts.sol";
import {IActorRegistry} from "./interfaces/IActorRegistry.sol";
import {ActorActs, Admit, ReleaseVerifier, Revoke, Rotate} from "./types/ActorActs.sol";
import {ACCREDITOR, ACCREDITOR_GRANTS, ANY_ROLE, OPERATOR, OPERATOR_GRANTS, ROOT_ROLES} from "./types/Roles.sol";

/// @title ActorRegistry
contract ActorRegistry is Acts, AccessControlDefaultAdminRules, IActorRegistry {
    using ActorActs for Admit;
    using ActorActs for Rotate;
    using ActorActs for Revoke;
    using ActorActs for ReleaseVerifier;

    struct Actor {
        bytes signer;
        bytes32 admitter;
        uint64 validFrom;
        uint64 validTo;
        uint64 revokedAt;
        uint32 roles;
        bool admitted;
    }

    // What counts from `since` until the next term: `keyHash` in `roles`, but only within the window.
    struct Term {
        bytes32 keyHash;
        uint64 since;
        uint64 validFrom;
        uint64 validTo;
        uint32 roles;
    }

    struct Release {
        bytes32 operator;
        bytes32 documentHash;
        uint64 time;
    }

    uint48 private constant ADMIN_DELAY = 2 days;
    uint256 private constant MIN_SIGNER = 20;
    uint256 private constant MAX_SIGNER = 1024;
    uint256 private constant P256_SIGNER = 84;
    bytes32 private constant ROOT = 0;

    /// @inheritdoc IActorRegistry
    // solhint-disable-next-line immutable-vars-naming
    address public immutable p256Verifier;

    mapping(bytes32 actor => Actor) private _actors;
    mapping(bytes32 actor => Term[]) private _terms;
    mapping(bytes32 verifierHash => Release) private _releases;

    constructor(
        address admin,
        address verifier
    ) Acts(IActorRegistry(address(this))) AccessControlDefaultAdminRules(ADMIN_DELAY, admin) {
        p256Verifier = verifier;
    }

    /// @inheritdoc IActorRegistry
    function enrol(
        bytes32 subject,
        bytes calldata signer,
        uint32 roles,
        uint64 validFrom,
        uint64 validTo
    ) external onlyRole(DEFAULT_ADMIN_ROLE) {
        require(roles != 0 && roles & ~ROOT_ROLES == 0, RolesNotGrantable(roles, ROOT_ROLES));
        _admit(ROOT, subject, signer, roles, validFrom, validTo);
    }

    /// @inheritdoc IActorRegistry
    function dismiss(bytes32 subject, string calldata reason) external onlyRole(DEFAULT_ADMIN_ROLE) {
        _revoke(ROOT, subject, reason);
    }

    /// @inheritdoc IActorRegistry
    function admit(Admit calldata act, bytes calldata signature) external {
        uint32 held = _authorise(act.actor, OPERATOR | ACCREDITOR, act.hash(), act.nonce, act.deadline, signature);
        uint32 grantable =
            (held & OPERATOR != 0 ? OPERATOR_GRANTS : 0) | (held & ACCREDITOR != 0 ? ACCREDITOR_GRANTS : 0);
        require(act.roles != 0 && act.roles & ~grantable == 0, RolesNotGrantable(act.roles, grantable));
        _admit(act.actor, act.subject, act.signer, act.roles, act.validFrom, act.validTo);
    }

    /// @inheritdoc IActorRegistry
    function rotate(Rotate calldata act, bytes calldata signature) external {
        _authorise(act.actor, ANY_ROLE, act.hash(), act.nonce, act.deadline, signature);
        _requireSigner(act.signer);

        Actor storage actor = _actors[act.actor];
        require(keccak256(actor.signer) != keccak256(act.signer), SignerUnchanged(act.actor));
        actor.signer = act.signer;
        _begin(act.actor, _keyHash(act.signer), actor.roles, actor.validFrom, actor.validTo);
        emit SignerRotated(act.actor, act.signer);
    }

    /// @inheritdoc IActorRegistry
    function revoke(Revoke calldata act, bytes calldata signature) external {
        _authorise(act.actor, OPERATOR | ACCREDITOR, act.hash(), act.nonce, act.deadline, signature);
        _revoke(act.actor, act.subject, act.reason);
    }

    /// @inheritdoc IActorRegistry
    function releaseVerifier(ReleaseVerifier calldata act, bytes calldata signature) external {
        _authorise(act.actor, OPERATOR, act.hash(), act.nonce, act.deadline, signature);
        require(act.verifierHash != 0, ZeroValue("verifierHash"));
        require(act.documentHash != 0, ZeroValue("documentHash"));
        Release storage known = _releases[act.verifierHash];
        require(known.time == 0, VerifierReleasedAlready(act.verifierHash, known.time));

        _releases[act.verifierHash] = Release(act.actor, act.documentHash, uint64(block.timestamp));
        emit VerifierReleased(act.verifierHash, act.actor, act.documentHash);
    }

    /// @inheritdoc IActorRegistry
    function releaseOf(
        bytes32 verifierHash
    ) external view returns (bytes32 operator, uint64 time, bytes32 documentHash) {
        Release storage known = _releases[verifierHash];
        return (known.operator, known.time, known.documentHash);
    }

    /// @inheritdoc IActorRegistry
    function authorityOf(bytes32 actor) external view returns (bytes memory signer, uint32 roles) {
        signer = _actors[actor].signer;
        roles = _rolesNow(actor);
    }

    /// @inheritdoc IActorRegistry
    function signerOf(bytes32 actor) external view returns (bytes memory) {
        return _actors[actor].signer;
    }

    /// @inheritdoc IActorRegistry
    function isActive(bytes32 actor, uint32 role) external view returns (bool) {
        return _rolesNow(actor) & role != 0;
    }

    /// @inheritdoc IActorRegistry
    function keyAt(bytes32 actor, uint64 time) external view returns (bytes32 keyHash, uint32 roles) {
        Term[] storage terms = _terms[actor];
        uint256 low = 0;
        uint256 high = terms.length;
        while (low < high) {
            uint256 middle = (low + high) / 2;
            if (terms[middle].since <= time) low = middle + 1;
            else high = middle;
        }
        if (low == 0) return (0, 0);

        Term storage term = terms[low - 1];
        if (time < term.validFrom || time > term.validTo) return (0, 0);
        return (term.keyHash, term.roles);
    }

    /// @inheritdoc IActorRegistry
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
        )
    {
        Actor storage a = _actors[actor];
        return (a.signer, a.roles, a.validFrom, a.validTo, a.admitter, a.revokedAt);
    }

    function _admit(
        bytes32 admitter,
        bytes32 subject,
        bytes calldata signer,
        uint32 roles,
        uint64 validFrom,
        uint64 validTo
    ) private {
        require(subject != 0, ZeroValue("subject"));
        _requireSigner(signer);
        _requireWindow(validFrom, validTo);

        Actor storage actor = _actors[subject];
        if (actor.admitted) {
            require(actor.admitter == admitter, AdmittedByAnother(subject, admitter, actor.admitter));
            bool standing = actor.revokedAt == 0 && block.timestamp <= actor.validTo;
            require(!standing, ActorStanding(subject, actor.validTo));
        }

        _actors[subject] = Actor(signer, admitter, validFrom, validTo, 0, roles, true);
        _begin(subject, _keyHash(signer), roles, validFrom, validTo);
        emit ActorAdmitted(subject, admitter, signer, roles, validFrom, validTo);
    }

    function _revoke(bytes32 revoker, bytes32 subject, string calldata reason) private {
        _requireReason(reason);
        Actor storage actor = _actors[subject];
        require(actor.admitted && actor.revokedAt == 0, ActorNotStanding(subject));
        require(actor.admitter == revoker, AdmittedByAnother(subject, revoker, actor.admitter));

        actor.revokedAt = uint64(block.timestamp);
        _begin(subject, 0, 0, 0, 0);
        emit ActorRevoked(subject, revoker, reason);
    }

    function _begin(bytes32 actor, bytes32 keyHash, uint32 roles, uint64 validFrom, uint64 validTo) private {
        _terms[actor].push(Term(keyHash, uint64(block.timestamp), validFrom, validTo, roles));
    }

    function _rolesNow(bytes32 actor) private view returns (uint32) {
        Actor storage a = _actors[actor];
        bool counts = a.revokedAt == 0 && block.timestamp >= a.validFrom && block.timestamp <= a.validTo;
        return counts ? a.roles : 0;
    }

    function _keyHash(bytes calldata signer) private view returns (bytes32) {
        bool isP256 = signer.length == P256_SIGNER && address(bytes20(signer)) == p256Verifier;
        return isP256 ? sha256(bytes.concat(hex"04", signer[20:])) : sha256(signer);
    }

    function _requireSigner(bytes calldata signer) private pure {
        require(
            signer.length >= MIN_SIGNER && signer.length <= MAX_SIGNER,
            SignerLengthOutOfRange(signer.length, MIN_SIGNER, MAX_SIGNER)
        );
    }
}
