// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CertifySale, Issue, ReduceScope, Renew, ReturnSale} from "../../contracts/types/CertificateActs.sol";
import {vm} from "./Vm.sol";
import {World} from "./World.sol";

/// @notice Verbs for what becomes of CERTIFICATE after its issue.
abstract contract CertificateWorld is World {
    /// @dev BODY_1 renews: volumes and scope as in `draft`.
    function renewal(uint64 to) internal returns (Renew memory a) {
        Issue memory d = draft();
        (a.actor, a.certificate, a.products, a.volumes) = (BODY_1, CERTIFICATE, d.products, d.volumes);
        (a.plots, a.validTo, a.documentHash, a.reason) = (d.plots, to, HASH, "audited");
        (a.nonce, a.deadline) = (d.nonce, d.deadline);
    }

    function send(Renew memory a) internal {
        bytes memory signature = signed(address(certificates), a.actor, this.hashRenew(a));
        go();
        certificates.renew(a, signature);
    }

    /// @dev BODY_1 takes nothing out yet.
    function reduction() internal returns (ReduceScope memory a) {
        (a.actor, a.certificate, a.documentHash, a.reason) = (BODY_1, CERTIFICATE, HASH, "less land");
        (a.nonce, a.deadline) = (nonce(address(certificates), BODY_1), due());
    }

    function send(ReduceScope memory a) internal {
        bytes memory signature = signed(address(certificates), a.actor, this.hashReduceScope(a));
        go();
        certificates.reduceScope(a, signature);
    }

    function sale(bytes32 id, bytes32 batch, uint64 grams) internal returns (CertifySale memory a) {
        uint64 tomorrow = uint64(vm.getBlockTimestamp()) + 1 days;
        uint256 n = nonce(address(certificates), BODY_1);
        a = CertifySale(BODY_1, id, CERTIFICATE, batch, "a buyer", grams, tomorrow, HASH, n, due());
    }

    function returned(bytes32 id, uint64 grams) internal returns (ReturnSale memory) {
        return ReturnSale(BODY_1, id, grams, "not taken", nonce(address(certificates), BODY_1), due());
    }

    function send(ReturnSale memory a) internal {
        bytes memory signature = signed(address(certificates), a.actor, this.hashReturnSale(a));
        go();
        certificates.returnSale(a, signature);
    }

    function send(CertifySale memory a) internal {
        bytes memory signature = signed(address(certificates), a.actor, this.hashCertifySale(a));
        go();
        certificates.certifySale(a, signature);
    }
}
