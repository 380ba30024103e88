// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Accreditations} from "./Accreditations.sol";
import {Acts} from "./Acts.sol";
import {CertificateTerms} from "./CertificateTerms.sol";
import {IActorRegistry} from "./interfaces/IActorRegistry.sol";
import {IBatchLedger} from "./interfaces/IBatchLedger.sol";
import {ICertificateRegistry} from "./interfaces/ICertificateRegistry.sol";
import {Scope, Scopes} from "./libraries/Scopes.sol";
import {Sales} from "./Sales.sol";
import {CertificateActs, Issue, ReduceScope, Renew, SetStatus} from "./types/CertificateActs.sol";
import {ACCREDITOR, CERTIFIER} from "./types/Roles.sol";
import {
    CERTIFICATE_CANCELLED,
    CERTIFICATE_EXPIRED,
    CERTIFICATE_IN_FORCE,
    CERTIFICATE_SUSPENDED
} from "./types/States.sol";

/// @title CertificateRegistry
contract CertificateRegistry is Sales {
    using CertificateActs for Issue;
    using CertificateActs for Renew;
    using CertificateActs for ReduceScope;
    using CertificateActs for SetStatus;
    using Scopes for Scope;

    constructor(
        IActorRegistry actors,
        IBatchLedger ledger
    ) Acts(actors) Accreditations(actors) CertificateTerms(ledger) {}

    /// @inheritdoc ICertificateRegistry
    function issue(Issue calldata act, bytes calldata signature) external {
        _authorise(act.actor, CERTIFIER, act.hash(), act.nonce, act.deadline, signature);
        _requireAccredited(act.actor, act.scheme, act.products);
        require(act.certificate != 0, ZeroValue("certificate"));
        require(act.holder != 0, ZeroValue("holder"));
        require(act.documentHash != 0, ZeroValue("documentHash"));
        _requireWindow(act.validFrom, act.validTo);
        bytes32 issued = _certificates[act.certificate].body;
        require(issued == 0, CertificateExists(act.certificate, issued));

        _certificates[act.certificate] = Certificate({
            body: act.actor,
            holder: act.holder,
            scheme: act.scheme,
            validFrom: act.validFrom,
            validTo: act.validTo,
            documentHash: act.documentHash,
            issuedAt: uint64(block.timestamp)
        });
        _scopes[act.certificate][0].set(act.certificate, act.products, act.volumes, act.plots);
        _begin(act.certificate, CERTIFICATE_IN_FORCE, 0, 0);
        _emitIssued(act);
    }

    /// @inheritdoc ICertificateRegistry
    function renew(Renew calldata act, bytes calldata signature) external {
        _authorise(act.actor, CERTIFIER, act.hash(), act.nonce, act.deadline, signature);
        _requireReason(act.reason);
        require(act.documentHash != 0, ZeroValue("documentHash"));
        Certificate storage c = _ofBody(act.certificate, act.actor);
        _requireAccredited(c.body, c.scheme, act.products);
        StatusTerm memory last = _last(act.certificate);
        require(!_isFinal(last.status), CertificateFinal(act.certificate, last.status, CERTIFICATE_IN_FORCE));
        require(last.status == CERTIFICATE_IN_FORCE, CertificateNotRenewable(act.certificate, last.status));
        require(act.validTo > c.validTo, RenewalNotLonger(act.certificate, c.validTo, act.validTo));
        _requireWindow(c.validFrom, act.validTo);

        c.validTo = act.validTo;
        c.documentHash = act.documentHash;
        uint32 scope = last.scope + 1;
        _scopes[act.certificate][scope].set(act.certificate, act.products, act.volumes, act.plots);
        _begin(act.certificate, CERTIFICATE_IN_FORCE, scope, sha256(bytes(act.reason)));
        _emitRenewed(act);
    }

    /// @inheritdoc ICertificateRegistry
    function reduceScope(ReduceScope calldata act, bytes calldata signature) external {
        _authorise(act.actor, CERTIFIER, act.hash(), act.nonce, act.deadline, signature);
        _requireReason(act.reason);
        require(act.documentHash != 0, ZeroValue("documentHash"));
        Certificate storage c = _ofBody(act.certificate, act.actor);
        StatusTerm memory last = _last(act.certificate);
        uint8 held = block.timestamp > c.validTo && !_isFinal(last.status) ? CERTIFICATE_EXPIRED : last.status;
        require(held <= CERTIFICATE_SUSPENDED, CertificateFinal(act.certificate, held, held));

        c.documentHash = act.documentHash;
        _scopeNow(act.certificate).reduce(act.certificate, act.products, act.volumes, act.plots);
        _emitReduced(act);
    }

    /// @inheritdoc ICertificateRegistry
    function setStatus(SetStatus calldata act, bytes calldata signature) external {
        _authorise(act.actor, CERTIFIER | ACCREDITOR, act.hash(), act.nonce, act.deadline, signature);
        _requireReason(act.reason);
        require(
            act.status >= CERTIFICATE_IN_FORCE && act.status <= CERTIFICATE_CANCELLED,
            StatusNotSettable(act.status)
        );
        _requireMaySetStatus(act.actor, act.certificate, act.status);
        _requireChange(act.certificate, act.status);

        _begin(act.certificate, act.status, _last(act.certificate).scope, sha256(bytes(act.reason)));
        emit CertificateStatusChanged(act.certificate, act.actor, act.status, uint64(block.timestamp), act.reason);
    }

    // Apart, for the stack.
    function _emitIssued(Issue calldata act) private {
        emit CertificateIssued(
            act.certificate,
            act.actor,
            act.holder,
            act.scheme,
            act.products,
            act.volumes,
            act.plots,
            act.validFrom,
            act.validTo,
            act.documentHash
        );
    }

    function _emitRenewed(Renew calldata act) private {
        emit CertificateRenewed(
            act.certificate,
            act.products,
            act.volumes,
            act.plots,
            act.validTo,
            act.documentHash,
            uint64(block.timestamp),
            act.reason
        );
    }

    function _emitReduced(ReduceScope calldata act) private {
        emit ScopeReduced(
            act.certificate,
            act.products,
            act.volumes,
            act.plots,
            act.documentHash,
            uint64(block.timestamp),
            act.reason
        );
    }

    function _requireMaySetStatus(bytes32 actor, bytes32 certificate, uint8 requested) private view {
        Certificate storage c = _certificates[certificate];
        require(c.body != 0, CertificateUnknown(certificate));
        if (requested == CERTIFICATE_IN_FORCE) {
            require(actor == c.body, NotBody(certificate, actor, c.body));
            _requireAccredited(c.body, c.scheme, _scopeNow(certificate).products);
        } else {
            bool may = actor == c.body || actor == _accreditors[c.body][c.scheme];
            require(may, NotBody(certificate, actor, c.body));
        }
    }

    function _requireChange(bytes32 certificate, uint8 requested) private view {
        uint8 held = _last(certificate).status;
        require(!_isFinal(held), CertificateFinal(certificate, held, requested));
        bool expired = block.timestamp > _certificates[certificate].validTo;
        require(!expired || _isFinal(requested), CertificateFinal(certificate, CERTIFICATE_EXPIRED, requested));
        require(held != requested, StatusUnchanged(certificate, requested));
    }
}
