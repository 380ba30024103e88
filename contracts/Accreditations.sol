// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Acts} from "./Acts.sol";
import {IAccreditations} from "./interfaces/IAccreditations.sol";
import {IActorRegistry} from "./interfaces/IActorRegistry.sol";
import {Accredit, CertificateActs, SetAccreditation} from "./types/CertificateActs.sol";
import {ACCREDITOR, CERTIFIER} from "./types/Roles.sol";

/// @title Accreditations
/// @notice The part of CertificateRegistry that knows which body may certify what.
abstract contract Accreditations is Acts, IAccreditations {
    using CertificateActs for Accredit;
    using CertificateActs for SetAccreditation;

    // What counts from `since` until the next term of the same body and scheme. `grant` counts the accreditations of the
    // pair: each has its own products.
    struct AccreditationTerm {
        uint64 since;
        uint64 validFrom;
        uint64 validTo;
        uint32 grant;
        bool suspended;
    }

    uint256 private constant MAX_ACCREDITED = 64;

    IActorRegistry private immutable ACTORS;

    mapping(bytes32 body => mapping(bytes32 scheme => bytes32)) internal _accreditors;
    mapping(bytes32 body => mapping(bytes32 scheme => AccreditationTerm[])) private _accreditations;
    mapping(bytes32 body => mapping(bytes32 scheme => mapping(uint32 grant => mapping(bytes32 product => bool))))
        private _accredited;

    constructor(IActorRegistry actors) {
        ACTORS = actors;
    }

    /// @inheritdoc IAccreditations
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
        uint256 count = act.products.length;
        require(count != 0 && count <= MAX_ACCREDITED, CountOutOfRange("products", count, 1, MAX_ACCREDITED));

        _accreditors[act.body][act.scheme] = act.actor;
        AccreditationTerm[] storage terms = _accreditations[act.body][act.scheme];
        uint32 grant = terms.length == 0 ? 1 : terms[terms.length - 1].grant + 1;
        for (uint256 i; i < count; ++i) _accredited[act.body][act.scheme][grant][act.products[i]] = true;
        terms.push(AccreditationTerm(uint64(block.timestamp), act.validFrom, act.validTo, grant, false));
        emit Accredited(act.body, act.scheme, act.actor, act.products, act.validFrom, act.validTo, act.documentHash);
    }

    /// @inheritdoc IAccreditations
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

    /// @inheritdoc IAccreditations
    function accreditedAt(bytes32 body, bytes32 scheme, uint64 time) external view returns (bool) {
        return _grantAt(body, scheme, time) != 0;
    }

    /// @inheritdoc IAccreditations
    function accreditedFor(bytes32 body, bytes32 scheme, bytes32 product, uint64 time) external view returns (bool) {
        return _accredited[body][scheme][_grantAt(body, scheme, time)][product];
    }

    /// @dev Refuses unless the body may now certify every one of the products.
    function _requireAccredited(bytes32 body, bytes32 scheme, bytes32[] memory products) internal view {
        uint32 grant = _grantAt(body, scheme, uint64(block.timestamp));
        require(grant != 0, NotAccredited(body, scheme, block.timestamp));
        for (uint256 i; i < products.length; ++i) {
            bool may = _accredited[body][scheme][grant][products[i]];
            require(may, ProductNotAccredited(body, scheme, products[i]));
        }
    }

    // 0 where no accreditation was in force; products are never kept under it.
    function _grantAt(bytes32 body, bytes32 scheme, uint64 time) private view returns (uint32) {
        AccreditationTerm[] storage terms = _accreditations[body][scheme];
        uint256 low = 0;
        uint256 high = terms.length;
        while (low < high) {
            uint256 middle = (low + high) / 2;
            if (terms[middle].since <= time) low = middle + 1;
            else high = middle;
        }
        if (low == 0) return 0;

        AccreditationTerm memory term = terms[low - 1];
        return !term.suspended && time >= term.validFrom && time <= term.validTo ? term.grant : 0;
    }
}
