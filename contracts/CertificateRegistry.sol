// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Acts} from "./Acts.sol";
import {IActorRegistry} from "./interfaces/IActorRegistry.sol";
import {ICertificateRegistry} from "./interfaces/ICertificateRegistry.sol";
import {Accredit, CertificateActs, Issue, SetAccreditation, SetStatus} from "./types/CertificateActs.sol";
import {ACCREDITOR, CERTIFIER} from "./types/Roles.sol";
import {
    CERTIFICATE_CANCELLED,
    CERTIFICATE_EXPIRED,
    CERTIFICATE_IN_FORCE,
    CERTIFICATE_NONE,
    CERTIFICATE_WITHDRAWN
} from "./types/States.sol";

/// @title CertificateRegistry
contract CertificateRegistry is Acts, ICertificateRegistry {
    using CertificateActs for Accredit;
    using CertificateActs for SetAccreditation;
    using CertificateActs for Issue;
    using CertificateActs for SetStatus;

    // What counts from `since` until the next term of the same body and scheme.
    struct AccreditationTerm {
        uint64 since;
        uint64 validFrom;
        uint64 validTo;
        bool suspended;
    }

    struct StatusTerm {
        bytes32 reasonHash;
        uint64 since;
        uint8 status;
    }

    uint256 private constant MAX_PRODUCTS = 16;
    uint256 private constant MAX_PLOTS = 64;

    IActorRegistry private immutable ACTORS;

    mapping(bytes32 body => mapping(bytes32 scheme => bytes32)) private _accreditors;
    mapping(bytes32 body => mapping(bytes32 scheme => AccreditationTerm[])) private _accreditations;
    mapping(bytes32 certificate => Certificate) private _certificates;
    mapping(bytes32 certificate => StatusTerm[]) private _statuses;
    mapping(bytes32 certificate => mapping(bytes32 product => uint64)) private _volumes;
    mapping(bytes32 certificate => mapping(bytes32 plot => bool)) private _plots;

    constructor(IActorRegistry actors) Acts(actors) {
        ACTORS = actors;
    }

    /// @inheritdoc ICertificateRegistry
    function accredit(Accredit calldata act, bytes calldata signature) external {
        _authorise(act.actor, ACCREDITOR, act.hash(), act.nonce, act.deadline, signature);
        require(act.scheme != 0, ZeroValue("scheme"));
        require(act.documentHash != 0, ZeroValue("documentHash"));
        _requireWindow(act.validFrom, act.validTo);
        require(ACTORS.isActive(act.body, CERTIFIER), NotCertifier(act.body));
        bytes32 accreditor = _accreditors[act.body][act.scheme];
        require(
            accreditor == 0 || accreditor == act.actor,
            AccreditationByAnother(act.body, act.scheme, act.actor, accreditor)
        );

        _accreditors[act.body][act.scheme] = act.actor;
        _accreditations[act.body][act.scheme].push(
            AccreditationTerm(uint64(block.timestamp), act.validFrom, act.validTo, false)
        );
        emit Accredited(act.body, act.scheme, act.actor, act.validFrom, act.validTo, act.documentHash);
    }

    /// @inheritdoc ICertificateRegistry
    function setAccreditation(SetAccreditation calldata act, bytes calldata signature) external {
        _authorise(act.actor, ACCREDITOR, act.hash(), act.nonce, act.deadline, signature);
        _requireReason(act.reason);
        bytes32 accreditor = _accreditors[act.body][act.scheme];
        require(accreditor != 0, AccreditationUnknown(act.body, act.scheme));
        require(accreditor == act.actor, AccreditationByAnother(act.body, act.scheme, act.actor, accreditor));
        AccreditationTerm[] storage terms = _accreditations[act.body][act.scheme];
        AccreditationTerm memory term = terms[terms.length - 1];
        require(term.suspended != act.suspended, AccreditationUnchanged(act.body, act.scheme, act.suspended));

        term.since = uint64(block.timestamp);
        term.suspended = act.suspended;
        terms.push(term);
        emit AccreditationChanged(act.body, act.scheme, act.actor, act.suspended, act.reason);
    }

    /// @inheritdoc ICertificateRegistry
    function issue(Issue calldata act, bytes calldata signature) external {
        _authorise(act.actor, CERTIFIER, act.hash(), act.nonce, act.deadline, signature);
        _requireAccredited(act.actor, act.scheme);
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
        _setScope(act);
        _begin(act.certificate, CERTIFICATE_IN_FORCE, 0);
        _emitIssued(act);
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

        _begin(act.certificate, act.status, sha256(bytes(act.reason)));
        emit CertificateStatusChanged(act.certificate, act.actor, act.status, uint64(block.timestamp), act.reason);
    }

    /// @inheritdoc ICertificateRegistry
    function accreditedAt(bytes32 body, bytes32 scheme, uint64 time) public view returns (bool) {
        AccreditationTerm[] storage terms = _accreditations[body][scheme];
        uint256 low = 0;
        uint256 high = terms.length;
        while (low < high) {
            uint256 middle = (low + high) / 2;
            if (terms[middle].since <= time) low = middle + 1;
            else high = middle;
        }
        if (low == 0) return false;

        AccreditationTerm memory term = terms[low - 1];
        return !term.suspended && time >= term.validFrom && time <= term.validTo;
    }

    /// @inheritdoc ICertificateRegistry
    function statusAt(
        bytes32 certificate,
        uint64 time
    ) public view returns (uint8 state, uint64 since, bytes32 reasonHash) {
        StatusTerm[] storage terms = _statuses[certificate];
        uint256 low = 0;
        uint256 high = terms.length;
        while (low < high) {
            uint256 middle = (low + high) / 2;
            if (terms[middle].since <= time) low = middle + 1;
            else high = middle;
        }
        if (low == 0) return (CERTIFICATE_NONE, 0, 0);

        StatusTerm memory term = terms[low - 1];
        if (_isFinal(term.status)) return (term.status, term.since, term.reasonHash);

        Certificate storage c = _certificates[certificate];
        if (time > c.validTo) return (CERTIFICATE_EXPIRED, c.validTo + 1, 0);
        if (term.status == CERTIFICATE_IN_FORCE) {
            if (time < c.validFrom) return (CERTIFICATE_NONE, 0, 0);
            if (term.since < c.validFrom) return (term.status, c.validFrom, term.reasonHash);
        }
        return (term.status, term.since, term.reasonHash);
    }

    /// @inheritdoc ICertificateRegistry
    function status(bytes32 certificate) external view returns (uint8 state) {
        (state, , ) = statusAt(certificate, uint64(block.timestamp));
    }

    /// @inheritdoc ICertificateRegistry
    function certificateOf(bytes32 certificate) external view returns (Certificate memory) {
        return _certificates[certificate];
    }

    /// @inheritdoc ICertificateRegistry
    function volumeOf(bytes32 certificate, bytes32 product) external view returns (uint64) {
        return _volumes[certificate][product];
    }

    /// @inheritdoc ICertificateRegistry
    function covers(bytes32 certificate, bytes32 product, bytes32[] calldata plots) external view returns (bool) {
        if (_volumes[certificate][product] == 0) return false;
        for (uint256 i; i < plots.length; ++i) {
            if (!_plots[certificate][plots[i]]) return false;
        }
        return true;
    }

    function _setScope(Issue calldata act) private {
        uint256 count = act.products.length;
        require(count != 0 && count <= MAX_PRODUCTS, CountOutOfRange("products", count, 1, MAX_PRODUCTS));
        require(count == act.volumes.length, VolumesMismatch(count, act.volumes.length));
        for (uint256 i; i < count; ++i) {
            bytes32 product = act.products[i];
            require(act.volumes[i] != 0, VolumeZero(act.certificate, product));
            require(_volumes[act.certificate][product] == 0, ProductRepeated(act.certificate, product));
            _volumes[act.certificate][product] = act.volumes[i];
        }

        count = act.plots.length;
        require(count != 0 && count <= MAX_PLOTS, CountOutOfRange("plots", count, 1, MAX_PLOTS));
        for (uint256 i; i < count; ++i) _plots[act.certificate][act.plots[i]] = true;
    }

    function _begin(bytes32 certificate, uint8 state, bytes32 reasonHash) private {
        _statuses[certificate].push(StatusTerm(reasonHash, uint64(block.timestamp), state));
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

    function _requireAccredited(bytes32 body, bytes32 scheme) private view {
        require(accreditedAt(body, scheme, uint64(block.timestamp)), NotAccredited(body, scheme, block.timestamp));
    }

    function _requireMaySetStatus(bytes32 actor, bytes32 certificate, uint8 requested) private view {
        Certificate storage c = _certificates[certificate];
        require(c.body != 0, CertificateUnknown(certificate));
        if (requested == CERTIFICATE_IN_FORCE) {
            require(actor == c.body, NotBody(certificate, actor, c.body));
            _requireAccredited(c.body, c.scheme);
        } else {
            bool may = actor == c.body || actor == _accreditors[c.body][c.scheme];
            require(may, NotBody(certificate, actor, c.body));
        }
    }

    function _requireChange(bytes32 certificate, uint8 requested) private view {
        StatusTerm[] storage terms = _statuses[certificate];
        uint8 held = terms[terms.length - 1].status;
        require(!_isFinal(held), CertificateFinal(certificate, held, requested));
        bool expired = block.timestamp > _certificates[certificate].validTo;
        require(!expired || _isFinal(requested), CertificateFinal(certificate, CERTIFICATE_EXPIRED, requested));
        require(held != requested, StatusUnchanged(certificate, requested));
    }

    function _isFinal(uint8 state) private pure returns (bool) {
        return state == CERTIFICATE_WITHDRAWN || state == CERTIFICATE_CANCELLED;
    }
}
