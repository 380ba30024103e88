// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Accredit, Issue, SetAccreditation, SetStatus} from "../types/CertificateActs.sol";
import {IActs} from "./IActs.sol";

/// @title Which certificates exist, and which state each was in at any time
/// @notice Accreditors accredit bodies, scheme by scheme. An accredited body issues certificates of that scheme: for a
/// holder, for products with a volume each, for plots. Status: 1 in force, 2 suspended, 3 withdrawn (final),
/// 4 cancelled (final), 5 expired (computed). 0 means there is no such certificate, or not yet.
///
/// @dev A change made in block time t counts from t on, so an answer about time t is final once `block.timestamp > t`.
/// Nothing is valid after the fact: a window may begin before the issue, but status before the issue is 0.
///
/// Warning: a certificate stays in force when its body's accreditation ends. The body, or the accreditor, must say so.
/// Warning: the volume is counted where it is used, by BatchLedger.
interface ICertificateRegistry is IActs {
    struct Certificate {
        bytes32 body;
        bytes32 holder;
        bytes32 scheme;
        uint64 validFrom;
        uint64 validTo;
        bytes32 documentHash;
        uint64 issuedAt;
    }

    /// @notice The accreditation is another accreditor's.
    error AccreditationByAnother(bytes32 body, bytes32 scheme, bytes32 actor, bytes32 accreditor);

    /// @notice There is no accreditation to change.
    error AccreditationUnknown(bytes32 body, bytes32 scheme);

    /// @notice It is suspended, or in force, as it was.
    error AccreditationUnchanged(bytes32 body, bytes32 scheme, bool suspended);

    /// @notice The subject is no active CERTIFIER.
    error NotCertifier(bytes32 body);

    /// @notice The body holds no accreditation in force for this scheme at this moment.
    error NotAccredited(bytes32 body, bytes32 scheme, uint256 blockTime);

    error CertificateExists(bytes32 certificate, bytes32 body);
    error CertificateUnknown(bytes32 certificate);

    /// @notice A list is empty or too long.
    error CountOutOfRange(string field, uint256 count, uint256 min, uint256 max);

    /// @notice One volume for each product.
    error VolumesMismatch(uint256 products, uint256 volumes);
    error VolumeZero(bytes32 certificate, bytes32 product);
    error ProductRepeated(bytes32 certificate, bytes32 product);

    /// @notice Neither the certificate's body nor, for a change other than to "in force", the body's accreditor.
    error NotBody(bytes32 certificate, bytes32 actor, bytes32 body);

    /// @notice No act leads to this status.
    error StatusNotSettable(uint8 status);
    error StatusUnchanged(bytes32 certificate, uint8 status);

    /// @notice Withdrawn and cancelled never change; expired becomes neither suspended nor in force.
    error CertificateFinal(bytes32 certificate, uint8 status, uint8 requested);

    event Accredited(
        bytes32 indexed body,
        bytes32 indexed scheme,
        bytes32 indexed accreditor,
        uint64 validFrom,
        uint64 validTo,
        bytes32 documentHash
    );
    event AccreditationChanged(
        bytes32 indexed body,
        bytes32 indexed scheme,
        bytes32 indexed accreditor,
        bool suspended,
        string reason
    );
    event CertificateIssued(
        bytes32 indexed certificate,
        bytes32 indexed body,
        bytes32 indexed holder,
        bytes32 scheme,
        bytes32[] products,
        uint64[] volumes,
        bytes32[] plots,
        uint64 validFrom,
        uint64 validTo,
        bytes32 documentHash
    );
    event CertificateStatusChanged(
        bytes32 indexed certificate,
        bytes32 indexed actor,
        uint8 status,
        uint64 time,
        string reason
    );

    /// @notice Accredits a body for a scheme, or renews with a new window, unsuspended, from now on. ACCREDITOR; the first to
    /// accredit a body for a scheme keeps that pair.
    function accredit(Accredit calldata act, bytes calldata signature) external;

    /// @notice Suspends an accreditation, or restores it, from now on. ACCREDITOR, only the one that gave it.
    function setAccreditation(SetAccreditation calldata act, bytes calldata signature) external;

    /// @notice Issues a certificate. CERTIFIER, accredited for the scheme now. 1 to 16 products, 1 to 64 plots.
    function issue(Issue calldata act, bytes calldata signature) external;

    /// @notice Suspends (2), restores (1), withdraws (3) or cancels (4) a certificate from now on. The certificate's
    /// body; to restore it must be accredited now. The body's accreditor may do all but restore.
    function setStatus(SetStatus calldata act, bytes calldata signature) external;

    /// @notice Whether `body` was accredited for `scheme` at `time`.
    function accreditedAt(bytes32 body, bytes32 scheme, uint64 time) external view returns (bool);

    /// @notice Status at `time`, since when, and SHA-256 of the reason given (0 where none was).
    function statusAt(
        bytes32 certificate,
        uint64 time
    ) external view returns (uint8 status, uint64 since, bytes32 reasonHash);

    /// @notice Status now.
    function status(bytes32 certificate) external view returns (uint8);

    /// @notice What was issued; all 0 if nothing.
    function certificateOf(bytes32 certificate) external view returns (Certificate memory);

    /// @notice Grams of `product` that the certificate allows in all; 0 if it does not cover the product.
    function volumeOf(bytes32 certificate, bytes32 product) external view returns (uint64);

    /// @notice Whether the certificate covers the product and every one of the plots, in whatever state it is.
    function covers(bytes32 certificate, bytes32 product, bytes32[] calldata plots) external view returns (bool);
}
