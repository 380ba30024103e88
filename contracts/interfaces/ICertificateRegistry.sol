// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CertifySale, Issue, ReduceScope, Renew, ReturnSale, SetStatus} from "../types/CertificateActs.sol";
import {IAccreditations} from "./IAccreditations.sol";

/// @title Which certificates exist, and which state each was in at any time
/// @notice Accreditors accredit bodies, scheme by scheme and product by product. An accredited body issues certificates
/// of that scheme: for a holder, for products with a volume each, for plots. Status: 1 in force, 2 suspended, 3 withdrawn
/// (final), 4 cancelled (final), 5 expired (computed). 0 means there is no such certificate, or not yet.
///
/// A renewal begins a new term under the same number: its scope takes the place of the old one and its volumes are
/// counted from 0. What the old term left is gone. Between an end and a later renewal the certificate stays expired.
///
/// Volume is debited by every certified draw (BatchLedger) and by every sales certificate 销售证 over goods that do not
/// carry the certificate already; it never goes below 0. What a sale debited comes back when its goods do: once, and no
/// more than was sold.
///
/// @dev A change made in block time t counts from t on, so an answer about time t is final once `block.timestamp > t`.
/// Nothing is valid after the fact: a window may begin before the issue, but status before the issue is 0.
///
/// Warning: a certificate stays in force when its body's accreditation ends. The body, or the accreditor, must say so.
interface ICertificateRegistry is IAccreditations {
    struct Certificate {
        bytes32 body;
        bytes32 holder;
        bytes32 scheme;
        uint64 validFrom;
        uint64 validTo;
        bytes32 documentHash;
        uint64 issuedAt;
    }

    struct Sale {
        bytes32 certificate;
        bytes32 batch;
        bytes32 buyer;
        bytes32 documentHash;
        uint64 grams;
        uint64 tradeAt;
        uint64 certifiedAt;
        // Of the certificate, from 0: each renewal begins one.
        uint32 term;
        // False where the goods carried the certificate already.
        bool debited;
        // Grams that came back, and when; 0 if none did.
        uint64 returned;
        uint64 returnedAt;
    }

    error CertificateExists(bytes32 certificate, bytes32 body);
    error CertificateUnknown(bytes32 certificate);

    /// @notice One volume for each product.
    error VolumesMismatch(uint256 products, uint256 volumes);
    error VolumeZero(bytes32 certificate, bytes32 product);
    error ProductRepeated(bytes32 certificate, bytes32 product);

    /// @notice Neither the certificate's body nor, for a change other than to "in force", the body's accreditor.
    error NotBody(bytes32 certificate, bytes32 actor, bytes32 body);

    /// @notice No act leads to this status.
    error StatusNotSettable(uint8 status);
    error StatusUnchanged(bytes32 certificate, uint8 status);

    /// @notice Withdrawn and cancelled never change; expired becomes neither suspended nor in force, but by a renewal.
    error CertificateFinal(bytes32 certificate, uint8 status, uint8 requested);

    /// @notice A suspended certificate is reinstated before it is renewed.
    error CertificateNotRenewable(bytes32 certificate, uint8 status);

    /// @notice A renewal ends later than what it renews.
    error RenewalNotLonger(bytes32 certificate, uint64 validTo, uint64 requested);

    /// @notice A reduction takes something away, and leaves a product and a plot.
    error ScopeUnchanged(bytes32 certificate);
    error ScopeEmpty(bytes32 certificate);

    /// @notice The certificate does not cover this product or plot.
    error NotInScope(bytes32 certificate, bytes32 productOrPlot);

    /// @notice A volume is reduced to less than it was and to no less than is used.
    error VolumeNotReduced(bytes32 certificate, bytes32 product, uint64 volume, uint64 requested);
    error VolumeBelowUsed(bytes32 certificate, bytes32 product, uint64 used, uint64 requested);

    /// @notice The volume left does not reach.
    error CertificateVolumeExceeded(bytes32 certificate, bytes32 product, uint64 requested, uint64 left);
    error NotBatchLedger(address caller, address batchLedger);

    error SaleExists(bytes32 sale, bytes32 certificate);
    error SaleNotInForce(bytes32 certificate, uint8 status);
    error SaleAmountZero(bytes32 sale);

    /// @notice The batch is not closed, is recalled, or was closed before the certificate began.
    error SaleOfBatch(bytes32 batch, uint8 state, bool recalled, uint64 closedAt);
    error SaleOutOfScope(bytes32 certificate, bytes32 product, bytes32 batch);

    /// @notice The batch is not in the certificate holder's hands, and does not carry the certificate.
    error SaleByAnother(bytes32 certificate, bytes32 batch, bytes32 batchHolder, bytes32 holder);

    /// @notice More sold than there is of the batch.
    error SaleExceedsBatch(bytes32 batch, uint64 requested, uint64 left);

    /// @notice A sales certificate comes before the trade, and the trade before the certificate's end.
    error TradeOutsideWindow(bytes32 sale, uint64 tradeAt, uint256 from, uint64 to);

    error SaleUnknown(bytes32 sale);

    /// @notice A sale is returned once.
    error SaleReturnedAlready(bytes32 sale, uint64 returned);

    /// @notice More comes back than was sold.
    error ReturnExceedsSale(bytes32 sale, uint64 requested, uint64 sold);

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
    event CertificateRenewed(
        bytes32 indexed certificate,
        bytes32[] products,
        uint64[] volumes,
        bytes32[] plots,
        uint64 validTo,
        bytes32 documentHash,
        uint64 time,
        string reason
    );
    event ScopeReduced(
        bytes32 indexed certificate,
        bytes32[] products,
        uint64[] volumes,
        bytes32[] plots,
        bytes32 documentHash,
        uint64 time,
        string reason
    );
    event SaleCertified(
        bytes32 indexed sale,
        bytes32 indexed certificate,
        bytes32 indexed batch,
        bytes32 buyer,
        bytes32 product,
        uint64 grams,
        uint64 debited,
        uint64 tradeAt,
        bytes32 documentHash
    );
    event SaleReturned(
        bytes32 indexed sale,
        bytes32 indexed certificate,
        bytes32 indexed batch,
        bytes32 product,
        uint64 grams,
        uint64 credited,
        uint64 time,
        string reason
    );

    /// @notice Issues a certificate. CERTIFIER, accredited for the scheme and every product now. 1 to 16 products, 1 to 64
    /// plots.
    function issue(Issue calldata act, bytes calldata signature) external;

    /// @notice Renews a certificate that is in force or expired: a longer window, a new scope, volumes counted from 0. The
    /// certificate's body, accredited for the scheme and every product now.
    function renew(Renew calldata act, bytes calldata signature) external;

    /// @notice Takes plots and products out, or lowers volumes, from now on. The certificate's body; in force or suspended.
    function reduceScope(ReduceScope calldata act, bytes calldata signature) external;

    /// @notice Suspends (2), restores (1), withdraws (3) or cancels (4) a certificate from now on. The certificate's
    /// body; to restore it must be accredited now, for every product left. The body's accreditor may do all but restore.
    function setStatus(SetStatus calldata act, bytes calldata signature) external;

    /// @notice Certifies that grams of one batch go to a buyer, before they do. The certificate's body, accredited for the
    /// product now.
    function certifySale(CertifySale calldata act, bytes calldata signature) external;

    /// @notice Takes grams of a sale back, because the trade did not happen or the goods came back: they may be sold anew,
    /// and what was debited in this term is free again. The certificate's body, whatever state the certificate is in.
    ///
    /// Warning: it is the body's word that the goods are back with the holder; nobody else signs it.
    function returnSale(ReturnSale calldata act, bytes calldata signature) external;

    /// @notice Takes grams off the volume of a product. BatchLedger only, for a certified draw.
    function debit(bytes32 certificate, bytes32 product, uint64 grams) external;

    /// @notice Status at `time`, since when, and SHA-256 of the reason given (0 where none was).
    function statusAt(
        bytes32 certificate,
        uint64 time
    ) external view returns (uint8 status, uint64 since, bytes32 reasonHash);

    /// @notice Status now.
    function status(bytes32 certificate) external view returns (uint8);

    /// @notice What was issued, or renewed last; all 0 if nothing.
    function certificateOf(bytes32 certificate) external view returns (Certificate memory);

    /// @notice Grams of `product` that this term of the certificate allows in all; 0 if it never covered the product.
    function volumeOf(bytes32 certificate, bytes32 product) external view returns (uint64);

    /// @notice Grams of it that are debited.
    function usedOf(bytes32 certificate, bytes32 product) external view returns (uint64);

    /// @notice Whether the certificate covers the product and every one of the plots now, in whatever state it is.
    function covers(bytes32 certificate, bytes32 product, bytes32[] calldata plots) external view returns (bool);

    /// @notice Whether it covered them at `time`.
    function coversAt(
        bytes32 certificate,
        bytes32 product,
        bytes32[] calldata plots,
        uint64 time
    ) external view returns (bool);

    /// @notice The sales certificate; all 0 if there is none.
    function saleOf(bytes32 sale) external view returns (Sale memory);

    /// @notice Grams of a batch that sales certificates were written over, without what came back.
    function soldOf(bytes32 batch) external view returns (uint64);
}
