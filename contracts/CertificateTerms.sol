// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Accreditations} from "./Accreditations.sol";
import {IBatchLedger} from "./interfaces/IBatchLedger.sol";
import {ICertificateRegistry} from "./interfaces/ICertificateRegistry.sol";
import {Scope, Scopes} from "./libraries/Scopes.sol";
import {
    CERTIFICATE_CANCELLED,
    CERTIFICATE_EXPIRED,
    CERTIFICATE_IN_FORCE,
    CERTIFICATE_NONE,
    CERTIFICATE_WITHDRAWN
} from "./types/States.sol";

/// @title CertificateTerms
/// @notice The part of CertificateRegistry that knows which state each certificate was in, and what it covers.
abstract contract CertificateTerms is Accreditations, ICertificateRegistry {
    using Scopes for Scope;

    // What counts from `since` on: the status, the end of the window and the scope, which each renewal begins anew.
    struct StatusTerm {
        bytes32 reasonHash;
        uint64 since;
        uint64 validTo;
        uint32 scope;
        uint8 status;
    }

    IBatchLedger internal immutable LEDGER;

    mapping(bytes32 certificate => Certificate) internal _certificates;
    mapping(bytes32 certificate => StatusTerm[]) private _statuses;
    mapping(bytes32 certificate => mapping(uint32 scope => Scope)) internal _scopes;

    constructor(IBatchLedger ledger) {
        LEDGER = ledger;
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

    function _begin(bytes32 certificate, uint8 state, uint32 scope, bytes32 reasonHash) internal {
        uint64 validTo = _certificates[certificate].validTo;
        _statuses[certificate].push(StatusTerm(reasonHash, uint64(block.timestamp), validTo, scope, state));
    }

    function _ofBody(bytes32 certificate, bytes32 actor) internal view returns (Certificate storage c) {
        c = _certificates[certificate];
        require(c.body != 0, CertificateUnknown(certificate));
        require(c.body == actor, NotBody(certificate, actor, c.body));
    }

    function _last(bytes32 certificate) internal view returns (StatusTerm memory) {
        StatusTerm[] storage terms = _statuses[certificate];
        return terms[terms.length - 1];
    }

    function _scopeNow(bytes32 certificate) internal view returns (Scope storage) {
        StatusTerm[] storage terms = _statuses[certificate];
        uint256 count = terms.length;
        return _scopes[certificate][count == 0 ? 0 : terms[count - 1].scope];
    }

    function _termAt(bytes32 certificate, uint64 time) internal view returns (bool found, StatusTerm memory term) {
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

    function _isFinal(uint8 state) internal pure returns (bool) {
        return state == CERTIFICATE_WITHDRAWN || state == CERTIFICATE_CANCELLED;
    }
}
