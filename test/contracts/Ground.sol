// SPDX-License-Identifier: Apache-2.0
// solhint-disable interface-starts-with-i, one-contract-per-file
pragma solidity 0.8.37;
import {ActorRegistry} from "../../contracts/ActorRegistry.sol";
import {BatchLedger} from "../../contracts/BatchLedger.sol";
import {CertificateRegistry} from "../../contracts/CertificateRegistry.sol";
import {IBatchLedger} from "../../contracts/interfaces/IBatchLedger.sol";
import {LabelMint} from "../../contracts/LabelMint.sol";
import {WebCryptoP256Verifier} from "../../contracts/WebCryptoP256Verifier.sol";
import {IBatchLedger} from "../../contracts/interfaces/IBatchLedger.sol";
import {Admit, Revoke, Rotate} from "../../contracts/types/ActorActs.sol";
import {Accredit, Issue, SetAccreditation, SetStatus} from "../../contracts/types/CertificateActs.sol";
import {
    ACCREDITOR,
    CERTIFIER,
    FACTORY,
    GROWER,
    LABORATORY,
    OPERATOR,
    PACKER,
    REGULATOR
} from "../../contracts/types/Roles.sol";
import {StructHashes} from "./StructHashes.sol";
import {Values} from "./Values.sol";
import {vm} from "./Vm.sol";

interface HasNonces {
    function nonces(bytes32 actor) external view returns (uint256);
    function domainSeparator() external view returns (bytes32);
}

/// @notice All contracts, one actor of each role, and a verb for each act about people and certificates: it signs with the actor's key and sends.
abstract contract Ground is StructHashes, Values {
    bytes32 internal constant OPERATOR_1 = "operator-1";
    bytes32 internal constant ACCREDITOR_1 = "accreditor-1";
    bytes32 internal constant REGULATOR_1 = "regulator-1";
    bytes32 internal constant BODY_1 = "body-1";
    bytes32 internal constant GROWER_1 = "grower-1";
    bytes32 internal constant FACTORY_1 = "factory-1";
    bytes32 internal constant PACKER_1 = "packer-1";
    bytes32 internal constant LABORATORY_1 = "laboratory-1";
    bytes32 internal constant STRANGER = "stranger";

    bytes32 internal constant ORGANIC = "organic";
    bytes32 internal constant LEAF = "fresh-leaf";
    bytes32 internal constant TEA = "made-tea";
    bytes32 internal constant PACK = "green-tea-50g";
    bytes32 internal constant PLOT = "plot-1";
    bytes32 internal constant CERTIFICATE = "cert-0001";
    bytes32 internal constant HASH = "some hash";
    uint32 internal constant SEASON = 2026;
    uint64 internal constant START = 1_770_000_000;
    uint64 internal constant FAR = 4_102_444_800;

    ActorRegistry internal actors;
    CertificateRegistry internal certificates;
    BatchLedger internal ledger;
    LabelMint internal labels;
    WebCryptoP256Verifier internal verifier;

    mapping(bytes32 actor => uint256) internal keys;
    mapping(bytes32 actor => bool) internal isP256;
    bytes private _expected;
    uint64 private _deadline;

    function setUp() public virtual {
        vm.warp(START);
        verifier = new WebCryptoP256Verifier();
        actors = new ActorRegistry(address(this), address(verifier));
        uint64 next = vm.getNonce(address(this));
        address predictedLedger = vm.computeCreateAddress(address(this), next + 1);
        address predicted = vm.computeCreateAddress(address(this), next + 2);
        certificates = new CertificateRegistry(actors, IBatchLedger(predictedLedger));
        ledger = new BatchLedger(actors, certificates, predicted);
        labels = new LabelMint(actors, ledger);
        vm.assertEq(address(ledger), predictedLedger);
        vm.assertEq(address(labels), predicted);

        actors.enrol(OPERATOR_1, signerOf(OPERATOR_1), OPERATOR, 0, FAR);
        actors.enrol(ACCREDITOR_1, signerOf(ACCREDITOR_1), ACCREDITOR, 0, FAR);
        actors.enrol(REGULATOR_1, signerOf(REGULATOR_1), REGULATOR, 0, FAR);
        admit(ACCREDITOR_1, BODY_1, CERTIFIER);
        admit(OPERATOR_1, GROWER_1, GROWER);
        admit(OPERATOR_1, FACTORY_1, FACTORY);
        admit(OPERATOR_1, PACKER_1, PACKER);
        admit(OPERATOR_1, LABORATORY_1, LABORATORY);
    }

    // How it is signed and sent

    /// @dev The next act must be refused with exactly this error.
    function expect(bytes memory refusal) internal {
        _expected = refusal;
    }

    function withDeadline(uint64 deadline) internal {
        _deadline = deadline;
    }

    function keyOf(bytes32 actor) internal view returns (uint256) {
        return keys[actor] == 0 ? uint256(keccak256(abi.encode(actor))) >> 1 : keys[actor];
    }

    function signerOf(bytes32 actor) internal view returns (bytes memory) {
        if (!isP256[actor]) return abi.encodePacked(vm.addr(keyOf(actor)));
        (uint256 x, uint256 y) = vm.publicKeyP256(keyOf(actor));
        return abi.encodePacked(address(verifier), x, y);
    }

    function sign(bytes32 actor, bytes32 digest) internal view returns (bytes memory) {
        if (!isP256[actor]) {
            (uint8 v, bytes32 r, bytes32 s) = vm.sign(keyOf(actor), digest);
            return abi.encodePacked(r, s, v);
        }
        (bytes32 pr, bytes32 ps) = vm.signP256(keyOf(actor), sha256(abi.encodePacked(digest)));
        return abi.encodePacked(pr, lowS(ps));
    }

    function lowS(bytes32 s) internal pure returns (bytes32) {
        uint256 n = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551;
        return uint256(s) > n / 2 ? bytes32(n - uint256(s)) : s;
    }

    function signed(address target, bytes32 actor, bytes32 structHash) internal view returns (bytes memory) {
        return sign(actor, digestOf(target, structHash));
    }

    function digestOf(address target, bytes32 structHash) internal view returns (bytes32) {
        return keccak256(abi.encodePacked(hex"1901", HasNonces(target).domainSeparator(), structHash));
    }

    function nonce(address target, bytes32 actor) internal view returns (uint256) {
        return HasNonces(target).nonces(actor);
    }

    function due() internal returns (uint64 deadline) {
        deadline = _deadline == 0 ? uint64(vm.getBlockTimestamp()) + 3600 : _deadline;
        delete _deadline;
    }

    /// @dev Comes just before the call that may be refused.
    function go() internal {
        if (_expected.length != 0) vm.expectRevert(_expected);
        delete _expected;
    }

    // ActorRegistry

    function admit(bytes32 actor, bytes32 subject, uint32 roles) internal {
        admit(actor, subject, signerOf(subject), roles, 0, FAR);
    }

    function admit(bytes32 actor, bytes32 subject, bytes memory signer, uint32 roles, uint64 from, uint64 to) internal {
        Admit memory a = Admit(actor, subject, signer, roles, from, to, nonce(address(actors), actor), due());
        bytes memory signature = signed(address(actors), actor, this.hashAdmit(a));
        go();
        actors.admit(a, signature);
    }

    function rotate(bytes32 actor, bytes memory signer) internal {
        Rotate memory a = Rotate(actor, signer, nonce(address(actors), actor), due());
        bytes memory signature = signed(address(actors), actor, this.hashRotate(a));
        go();
        actors.rotate(a, signature);
    }

    function revoke(bytes32 actor, bytes32 subject, string memory reason) internal {
        Revoke memory a = Revoke(actor, subject, reason, nonce(address(actors), actor), due());
        bytes memory signature = signed(address(actors), actor, this.hashRevoke(a));
        go();
        actors.revoke(a, signature);
    }

    // CertificateRegistry

    function accredit(bytes32 actor, bytes32 body, bytes32 scheme, uint64 from, uint64 to) internal {
        send(accreditation(actor, body, scheme, from, to));
    }

    /// @dev For LEAF, TEA and PACK.
    function accreditation(
        bytes32 actor,
        bytes32 body,
        bytes32 scheme,
        uint64 from,
        uint64 to
    ) internal returns (Accredit memory a) {
        (a.actor, a.body, a.scheme, a.validFrom, a.validTo) = (actor, body, scheme, from, to);
        a.products = new bytes32[](3);
        (a.products[0], a.products[1], a.products[2]) = (LEAF, TEA, PACK);
        (a.documentHash, a.nonce, a.deadline) = (HASH, nonce(address(certificates), actor), due());
    }

    function send(Accredit memory a) internal {
        bytes memory signature = signed(address(certificates), a.actor, this.hashAccredit(a));
        go();
        certificates.accredit(a, signature);
    }

    function setAccreditation(bytes32 actor, bytes32 body, bool suspended, string memory reason) internal {
        SetAccreditation memory a = SetAccreditation(
            actor,
            body,
            ORGANIC,
            suspended,
            reason,
            nonce(address(certificates), actor),
            due()
        );
        bytes memory signature = signed(address(certificates), actor, this.hashSetAccreditation(a));
        go();
        certificates.setAccreditation(a, signature);
    }

    /// @dev A certificate of BODY_1 for GROWER_1: 1,000 g each of LEAF, TEA and PACK from PLOT.
    function draft() internal returns (Issue memory a) {
        a.actor = BODY_1;
        a.certificate = CERTIFICATE;
        a.holder = GROWER_1;
        a.scheme = ORGANIC;
        a.products = new bytes32[](3);
        (a.products[0], a.products[1], a.products[2]) = (LEAF, TEA, PACK);
        a.volumes = new uint64[](3);
        (a.volumes[0], a.volumes[1], a.volumes[2]) = (1000, 1000, 1000);
        a.plots = new bytes32[](1);
        a.plots[0] = PLOT;
        a.validTo = FAR;
        a.documentHash = HASH;
        a.nonce = nonce(address(certificates), BODY_1);
        a.deadline = due();
    }

    function send(Issue memory a) internal {
        bytes memory signature = signed(address(certificates), a.actor, this.hashIssue(a));
        go();
        certificates.issue(a, signature);
    }

    function setStatus(bytes32 actor, uint8 status, string memory reason) internal {
        SetStatus memory a = SetStatus(actor, CERTIFICATE, status, reason, nonce(address(certificates), actor), due());
        send(a);
    }

    function send(SetStatus memory a) internal {
        bytes memory signature = signed(address(certificates), a.actor, this.hashSetStatus(a));
        go();
        certificates.setStatus(a, signature);
    }
}
