// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Accredit, SetAccreditation} from "../types/CertificateActs.sol";
import {IActs} from "./IActs.sol";

/// @title Which body may certify what, by which scheme, at any time
interface IAccreditations is IActs {
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

    /// @notice The body's accreditation for this scheme does not reach this product.
    error ProductNotAccredited(bytes32 body, bytes32 scheme, bytes32 product);

    /// @notice A list is empty or too long.
    error CountOutOfRange(string field, uint256 count, uint256 min, uint256 max);

    event Accredited(
        bytes32 indexed body,
        bytes32 indexed scheme,
        bytes32 indexed accreditor,
        bytes32[] products,
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

    /// @notice Accredits a body for a scheme and 1 to 64 products, or renews with a new window and new products,
    /// unsuspended, from now on. ACCREDITOR; the first to accredit a body for a scheme keeps that pair.
    function accredit(Accredit calldata act, bytes calldata signature) external;

    /// @notice Suspends an accreditation, or restores it, from now on. ACCREDITOR, only the one that gave it.
    function setAccreditation(SetAccreditation calldata act, bytes calldata signature) external;

    /// @notice Whether `body` was accredited for `scheme` at `time`.
    function accreditedAt(bytes32 body, bytes32 scheme, uint64 time) external view returns (bool);

    /// @notice Whether `body` was accredited for `product` in `scheme` at `time`.
    function accreditedFor(bytes32 body, bytes32 scheme, bytes32 product, uint64 time) external view returns (bool);
}
