// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CertificateTerms} from "./CertificateTerms.sol";
import {IBatchLedger} from "./interfaces/IBatchLedger.sol";
import {ICertificateRegistry} from "./interfaces/ICertificateRegistry.sol";
import {Scope, Scopes} from "./libraries/Scopes.sol";
import {CertificateActs, CertifySale, ReturnSale} from "./types/CertificateActs.sol";
import {CERTIFIER} from "./types/Roles.sol";
import {BATCH_CLOSED, CERTIFICATE_IN_FORCE} from "./types/States.sol";

/// @title Sales
/// @notice The part of CertificateRegistry that debits sales certificates, and takes them back.
abstract contract Sales is CertificateTerms {
    using CertificateActs for CertifySale;
    using CertificateActs for ReturnSale;
    using Scopes for Scope;

    mapping(bytes32 sale => Sale) private _sales;
    mapping(bytes32 batch => uint64) private _sold;

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
    function returnSale(ReturnSale calldata act, bytes calldata signature) external {
        _authorise(act.actor, CERTIFIER, act.hash(), act.nonce, act.deadline, signature);
        _requireReason(act.reason);
        Sale storage sale = _sales[act.sale];
        require(sale.certificate != 0, SaleUnknown(act.sale));
        _ofBody(sale.certificate, act.actor);
        require(sale.returned == 0, SaleReturnedAlready(act.sale, sale.returned));
        require(act.grams != 0, SaleAmountZero(act.sale));
        require(act.grams <= sale.grams, ReturnExceedsSale(act.sale, act.grams, sale.grams));

        sale.returned = act.grams;
        sale.returnedAt = uint64(block.timestamp);
        _sold[sale.batch] -= act.grams;
        bytes32 product = LEDGER.batchOf(sale.batch).product;
        // What an old term left is gone, and so is what comes back to it.
        bool counts = sale.debited && sale.term == _last(sale.certificate).scope;
        uint64 credited = counts ? act.grams : 0;
        _scopeNow(sale.certificate).credit(product, credited);
        emit SaleReturned(
            act.sale,
            sale.certificate,
            sale.batch,
            product,
            act.grams,
            credited,
            sale.returnedAt,
            act.reason
        );
    }

    /// @inheritdoc ICertificateRegistry
    function saleOf(bytes32 sale) external view returns (Sale memory) {
        return _sales[sale];
    }

    /// @inheritdoc ICertificateRegistry
    function soldOf(bytes32 batch) external view returns (uint64) {
        return _sold[batch];
    }

    function _keepSale(CertifySale calldata act, bytes32 product, uint64 debited) private {
        _sales[act.sale] = Sale({
            certificate: act.certificate,
            batch: act.batch,
            buyer: act.buyer,
            documentHash: act.documentHash,
            grams: act.grams,
            tradeAt: act.tradeAt,
            certifiedAt: uint64(block.timestamp),
            term: _last(act.certificate).scope,
            debited: debited != 0,
            returned: 0,
            returnedAt: 0
        });
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
}
