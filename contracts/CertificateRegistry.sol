// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Accreditations} from "./Accreditations.sol";
import {Acts} from "./Acts.sol";
import {IActorRegistry} from "./interfaces/IActorRegistry.sol";
import {IBatchLedger} from "./interfaces/IBatchLedger.sol";
import {ICertificateRegistry} from "./interfaces/ICertificateRegistry.sol";
import {Scope, Scopes} from "./libraries/Scopes.sol";
import {CertificateActs, CertifySale, Issue, ReduceScope, Renew, SetStatus} from "./types/CertificateActs.sol";
import {ACCREDITOR, CERTIFIER} from "./types/Roles.sol";
import {
    BATCH_CLOSED,
    CERTIFICATE_CANCELLED,
    CERTIFICATE_EXPIRED,
    CERTIFICATE_IN_FORCE,
    CERTIFICATE_NONE,
    CERTIFICATE_SUSPENDED,
    CERTIFICATE_WITHDRAWN
} from "./types/States.sol";

/// @title CertificateRegistry
contract CertificateRegistry is Accreditations, ICertificateRegistry {
    using CertificateActs for Issue;
    using CertificateActs for Renew;
    using CertificateActs for ReduceScope;
    using CertificateActs for SetStatus;
    using CertificateActs for CertifySale;
    using Scopes for Scope;

    // What counts from `since` on: the status, the end of the window and the scope, which each renewal begins anew.
    struct StatusTerm {
        bytes32 reasonHash;
        uint64 since;
        uint64 validTo;
        uint32 scope;
        uint8 status;
    }

    IBatchLedger private immutable LEDGER;

    mapping(bytes32 certificate => Certificate) private _certificates;
    mapping(bytes32 certificate => StatusTerm[]) private _statuses;
    mapping(bytes32 certificate => mapping(uint32 scope => Scope)) private _scopes;
    mapping(bytes32 sale => Sale) private _sales;
    mapping(bytes32 batch => uint64) private _sold;

    constructor(IActorRegistry actors, IBatchLedger ledger) Acts(actors) Accreditations(actors) {
        LEDGER = ledger;
    }

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

    /// @inheritdoc ICertificateRegistry
    function certifySale(CertifySale calldata act, bytes calldata signature) external {
        _authorise(act.actor, CERTIFIER, act.hash(), act.nonce, act.deadline, signature);
        require(act.sale != 0, ZeroValue("sale"));
        require(act.buyer != 0, ZeroValue("buyer"));
        require(act.documentHash != 0, ZeroValue("documentHash"));
        require(act.grams != 0, SaleAmountZero(act.sale));
        bytes32 known = _sales[act.sale].certificate;
        require(known == 0, SaleExists(act.sale, known));
        Certificate storage c = _ofBody(act.certificate, act.actor);
        uint8 state = status(act.certificate);
        require(state == CERTIFICATE_IN_FORCE, SaleNotInForce(act.certificate, state));
        require(
            act.tradeAt >= block.timestamp && act.tradeAt <= c.validTo,
            TradeOutsideWindow(act.sale, act.tradeAt, block.timestamp, c.validTo)
        );
        IBatchLedger.Batch memory batch = _requireSellable(act, c);

        _sold[act.batch] += act.grams;
        // Goods that carry the certificate were debited when they were drawn.
        uint64 debited = batch.certificate == act.certificate ? 0 : act.grams;
        _scopeNow(act.certificate).debit(act.certificate, batch.product, debited);
        _keepSale(act, batch.product, debited);
    }

    /// @inheritdoc ICertificateRegistry
    function debit(bytes32 certificate, bytes32 product, uint64 grams) external {
        require(msg.sender == address(LEDGER), NotBatchLedger(msg.sender, address(LEDGER)));
        _scopeNow(certificate).debit(certificate, product, grams);
    }

    /// @inheritdoc ICertificateRegistry
    function statusAt(
        bytes32 certificate,
        uint64 time
    ) public view returns (uint8 state, uint64 since, bytes32 reasonHash) {
        (bool found, StatusTerm memory term) = _termAt(certificate, time);
        if (!found) return (CERTIFICATE_NONE, 0, 0);
        if (_isFinal(term.status)) return (term.status, term.since, term.reasonHash);
        if (time > term.validTo) return (CERTIFICATE_EXPIRED, term.validTo + 1, 0);
        if (term.status == CERTIFICATE_IN_FORCE) {
            uint64 validFrom = _certificates[certificate].validFrom;
            if (time < validFrom) return (CERTIFICATE_NONE, 0, 0);
            if (term.since < validFrom) return (term.status, validFrom, term.reasonHash);
        }
        return (term.status, term.since, term.reasonHash);
    }

    /// @inheritdoc ICertificateRegistry
    function status(bytes32 certificate) public view returns (uint8 state) {
        (state, , ) = statusAt(certificate, uint64(block.timestamp));
    }

    /// @inheritdoc ICertificateRegistry
    function certificateOf(bytes32 certificate) external view returns (Certificate memory) {
        return _certificates[certificate];
    }

    /// @inheritdoc ICertificateRegistry
    function volumeOf(bytes32 certificate, bytes32 product) external view returns (uint64) {
        return _scopeNow(certificate).volumes[product].grams;
    }

    /// @inheritdoc ICertificateRegistry
    function usedOf(bytes32 certificate, bytes32 product) external view returns (uint64) {
        return _scopeNow(certificate).volumes[product].used;
    }

    /// @inheritdoc ICertificateRegistry
    function covers(bytes32 certificate, bytes32 product, bytes32[] memory plots) public view returns (bool) {
        return _scopeNow(certificate).covers(product, plots, uint64(block.timestamp));
    }

    /// @inheritdoc ICertificateRegistry
    function coversAt(
        bytes32 certificate,
        bytes32 product,
        bytes32[] calldata plots,
        uint64 time
    ) external view returns (bool) {
        (bool found, StatusTerm memory term) = _termAt(certificate, time);
        return found && _scopes[certificate][term.scope].covers(product, plots, time);
    }

    /// @inheritdoc ICertificateRegistry
    function saleOf(bytes32 sale) external view returns (Sale memory) {
        return _sales[sale];
    }

    /// @inheritdoc ICertificateRegistry
    function soldOf(bytes32 batch) external view returns (uint64) {
        return _sold[batch];
    }

    function _begin(bytes32 certificate, uint8 state, uint32 scope, bytes32 reasonHash) private {
        uint64 validTo = _certificates[certificate].validTo;
        _statuses[certificate].push(StatusTerm(reasonHash, uint64(block.timestamp), validTo, scope, state));
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

    function _keepSale(CertifySale calldata act, bytes32 product, uint64 debited) private {
        _sales[act.sale] = Sale(
            act.certificate,
            act.batch,
            act.buyer,
            act.grams,
            act.tradeAt,
            act.documentHash,
            uint64(block.timestamp)
        );
        emit SaleCertified(
            act.sale,
            act.certificate,
            act.batch,
            act.buyer,
            product,
            act.grams,
            debited,
            act.tradeAt,
            act.documentHash
        );
    }

    function _requireSellable(
        CertifySale calldata act,
        Certificate storage c
    ) private view returns (IBatchLedger.Batch memory batch) {
        batch = LEDGER.batchOf(act.batch);
        bool recalled = LEDGER.isRecalled(act.batch);
        require(
            batch.state == BATCH_CLOSED && !recalled && batch.closedAt >= c.validFrom,
            SaleOfBatch(act.batch, batch.state, recalled, batch.closedAt)
        );
        (bytes32[] memory plots, ) = LEDGER.plotsOf(act.batch);
        require(
            covers(act.certificate, batch.product, plots),
            SaleOutOfScope(act.certificate, batch.product, act.batch)
        );
        bytes32[] memory products = new bytes32[](1);
        products[0] = batch.product;
        _requireAccredited(c.body, c.scheme, products);
        require(
            batch.holder == c.holder || batch.certificate == act.certificate,
            SaleByAnother(act.certificate, act.batch, batch.holder, c.holder)
        );
        uint64 left = batch.mass - _sold[act.batch];
        require(act.grams <= left, SaleExceedsBatch(act.batch, act.grams, left));
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

    function _ofBody(bytes32 certificate, bytes32 actor) private view returns (Certificate storage c) {
        c = _certificates[certificate];
        require(c.body != 0, CertificateUnknown(certificate));
        require(c.body == actor, NotBody(certificate, actor, c.body));
    }

    function _last(bytes32 certificate) private view returns (StatusTerm memory) {
        StatusTerm[] storage terms = _statuses[certificate];
        return terms[terms.length - 1];
    }

    function _scopeNow(bytes32 certificate) private view returns (Scope storage) {
        StatusTerm[] storage terms = _statuses[certificate];
        uint256 count = terms.length;
        return _scopes[certificate][count == 0 ? 0 : terms[count - 1].scope];
    }

    function _termAt(bytes32 certificate, uint64 time) private view returns (bool found, StatusTerm memory term) {
        StatusTerm[] storage terms = _statuses[certificate];
        uint256 low = 0;
        uint256 high = terms.length;
        while (low < high) {
            uint256 middle = (low + high) / 2;
            if (terms[middle].since <= time) low = middle + 1;
            else high = middle;
        }
        found = low != 0;
        if (found) term = terms[low - 1];
    }

    function _isFinal(uint8 state) private pure returns (bool) {
        return state == CERTIFICATE_WITHDRAWN || state == CERTIFICATE_CANCELLED;
    }
}
