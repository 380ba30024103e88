// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ILogAnchor} from "../../contracts/interfaces/ILogAnchor.sol";
import {SlowTree} from "./SlowTree.sol";
import {Witnessed} from "./Witnessed.sol";
import {vm} from "./Vm.sol";

contract LogAnchorWitnessTest is Witnessed {
    uint256 private constant N = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;
    bytes32 private constant ROOT = "root";

    function testFuzzAnyoneAnchorsWhatAnyThreeWitnessesSigned(address sender, uint256 pick, uint64 size) public {
        vm.assume(size != 0);
        uint256[] memory by = some(pick % 3, 1 + (pick % 3), 2 + (pick % 3));
        anchors(sender, size, signAll(by, digestOf(headOf(logId, size, ROOT))));
        (bytes32 root, uint64 held, uint64 time, uint64 index, , ) = logs.headOf(logId);
        vm.assertEq(root, ROOT);
        vm.assertEq(held, size);
        vm.assertEq(time, START);
        vm.assertEq(index, 1);
    }

    function testASignedHeadMustStillExtendTheLast() public {
        bytes32[] memory d = SlowTree.leaves(1, 6);
        bytes32 old = SlowTree.root(d, 0, 4);
        logs.anchor(logId, 4, old, noProof, signed(headOf(logId, 4, old)));
        bytes32 root = SlowTree.root(d, 0, 6);
        bytes[] memory signatures = signed(headOf(logId, 6, root));
        vm.expectRevert(abi.encodeWithSelector(ILogAnchor.HeadInconsistent.selector, logId, 4, old, 6, root));
        logs.anchor(logId, 6, root, noProof, signatures);
        logs.anchor(logId, 6, root, SlowTree.proof(d, 4, 6), signatures);
        vm.expectRevert(abi.encodeWithSelector(ILogAnchor.SizeNotIncreasing.selector, logId, 6, 6));
        logs.anchor(logId, 6, root, noProof, signatures);
    }

    function testASignatureWithAnyOneBitFlippedIsRefused() public {
        bytes[] memory signatures = signed(headOf(logId, 1, ROOT));
        for (uint256 bit; bit < 3 * 65 * 8; ++bit) {
            bytes memory one = signatures[bit / 520];
            one[(bit % 520) / 8] ^= bytes1(uint8(1 << (bit % 8)));
            (bool taken, bytes memory refusal) = address(logs).call(
                abi.encodeCall(ILogAnchor.anchor, (logId, 1, ROOT, noProof, signatures))
            );
            vm.assertFalse(taken);
            bytes4 named = bytes4(refusal);
            vm.assertTrue(named == ILogAnchor.NotWitness.selector || named == ILogAnchor.SignatureInvalid.selector);
            one[(bit % 520) / 8] ^= bytes1(uint8(1 << (bit % 8)));
        }
        logs.anchor(logId, 1, ROOT, noProof, signatures);
    }

    function testFuzzWhatWasSignedForAnotherChainOrContractIsRefused(uint64 chain, address target) public {
        vm.assume(chain != block.chainid && target != address(logs));
        bytes32 head = headOf(logId, 1, ROOT);
        refusesAsStrangers(head, digestOf(head, chain, address(logs)));
        refusesAsStrangers(head, digestOf(head, block.chainid, target));
        bytes[] memory signatures = signed(head);
        uint256 home = block.chainid;
        vm.chainId(chain);
        (bool taken, ) = address(logs).call(abi.encodeCall(ILogAnchor.anchor, (logId, 1, ROOT, noProof, signatures)));
        vm.assertFalse(taken);
        vm.chainId(home);
        logs.anchor(logId, 1, ROOT, noProof, signatures);
    }

    function testFuzzWhatWasSignedForAnotherHeadLogOrPurposeIsRefused(uint64 size, bytes32 other) public {
        vm.assume(size != 1 && other != ROOT && other != logId);
        bytes32 head = headOf(logId, 1, ROOT);
        refusesAsStrangers(head, digestOf(headOf(logId, size, ROOT)));
        refusesAsStrangers(head, digestOf(headOf(logId, 1, other)));
        refusesAsStrangers(head, digestOf(headOf(other, 1, ROOT)));
        refusesAsStrangers(head, digestOf(freezeOf(1, ROOT)));
    }

    function testASignerTwiceOrInTheWrongOrderIsRefused() public {
        bytes32 digest = digestOf(headOf(logId, 1, ROOT));
        (address first, address second) = (vm.addr(keys[1]), vm.addr(keys[2]));
        refuses(
            signAll(some(1, 1, 2), digest),
            abi.encodeWithSelector(ILogAnchor.SignersNotAscending.selector, logId, 1, first, first)
        );
        refuses(
            signAll(some(0, 2, 1), digest),
            abi.encodeWithSelector(ILogAnchor.SignersNotAscending.selector, logId, 2, first, second)
        );
    }

    function testFuzzFewerOrMoreThanTheQuorumAreRefused(uint8 count) public {
        count %= 6;
        vm.assume(count != QUORUM);
        uint256[] memory by = new uint256[](count);
        for (uint256 i; i < count; ++i) by[i] = keys[i];
        refuses(
            signAll(by, digestOf(headOf(logId, 1, ROOT))),
            abi.encodeWithSelector(ILogAnchor.SignatureCountWrong.selector, logId, count, QUORUM)
        );
    }

    function testFuzzAStrangersSignatureIsRefusedInAnyPlace(uint256 key, uint256 place) public {
        key = 6 + (key % 1e9);
        place %= 3;
        bytes32 digest = digestOf(headOf(logId, 1, ROOT));
        bytes[] memory signatures = signAll(some(0, 1, 2), digest);
        signatures[place] = sign(key, digest);
        refuses(signatures, abi.encodeWithSelector(ILogAnchor.NotWitness.selector, logId, place, vm.addr(key), digest));
    }

    function testTheSecondSpellingOfASignatureAndAnyOtherLengthAreRefused() public {
        bytes32 digest = digestOf(headOf(logId, 1, ROOT));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(keys[1], digest);
        bytes[] memory signatures = signAll(some(0, 1, 2), digest);
        bytes memory refusal = abi.encodeWithSelector(ILogAnchor.SignatureInvalid.selector, logId, 1);
        signatures[1] = abi.encodePacked(r, N - uint256(s), v == 27 ? uint8(28) : uint8(27));
        refuses(signatures, refusal);
        signatures[1] = abi.encodePacked(r, s, v - 27);
        refuses(signatures, refusal);
        signatures[1] = abi.encodePacked(r, uint256(s) | (uint256(v - 27) << 255));
        refuses(signatures, refusal);
        signatures[1] = abi.encodePacked(r, s, v, uint8(0));
        refuses(signatures, refusal);
        signatures[1] = "";
        refuses(signatures, refusal);
        signatures[1] = new bytes(65);
        refuses(signatures, refusal);
    }

    function testTheSubmitterDoesNothingWithoutTheWitnesses() public {
        bytes memory refusal = abi.encodeWithSelector(ILogAnchor.SignatureCountWrong.selector, logId, 0, QUORUM);
        vm.expectRevert(refusal);
        vm.prank(SUBMITTER);
        logs.anchor(logId, 1, ROOT, noProof, unsigned);
        vm.expectRevert(refusal);
        vm.prank(SUBMITTER);
        logs.heartbeat(logId, unsigned);
        vm.expectRevert(refusal);
        vm.prank(SUBMITTER);
        logs.freeze(logId, unsigned);
    }

    function testSignaturesWhereNoneAreAskedForAreRefused() public {
        bytes32 id = register("another", new address[](0), 0);
        bytes[] memory signatures = signed(headOf(id, 1, ROOT));
        vm.expectRevert(abi.encodeWithSelector(ILogAnchor.SignatureCountWrong.selector, id, 3, 0));
        vm.prank(SUBMITTER);
        logs.anchor(id, 1, ROOT, noProof, signatures);
    }

    function testAHeartbeatCountsOnceAndForItsHeadOnly() public {
        bytes[] memory early = signed(heartbeatOf(0, 1));
        vm.expectRevert(abi.encodeWithSelector(ILogAnchor.LogEmpty.selector, logId));
        logs.heartbeat(logId, early);

        logs.anchor(logId, 1, ROOT, noProof, signed(headOf(logId, 1, ROOT)));
        bytes[] memory first = signed(heartbeatOf(1, 1));
        vm.warp(START + 10);
        vm.expectEmit();
        emit ILogAnchor.Heartbeat(logId, 1, 1, ROOT, START + 10, 1);
        vm.prank(STRANGER);
        logs.heartbeat(logId, first);
        refusesHeartbeat(first, 1, 2, digestOf(heartbeatOf(1, 1)));
        refusesHeartbeat(signed(heartbeatOf(1, 3)), 1, 2, digestOf(heartbeatOf(1, 3)));
        logs.heartbeat(logId, signed(heartbeatOf(1, 2)));
        (, , uint64 time, uint64 index, , uint32 beat) = logs.headOf(logId);
        vm.assertEq(time, START + 10);
        vm.assertEq(index, 1);
        vm.assertEq(beat, 2);

        bytes[] memory stale = signed(heartbeatOf(1, 3));
        bytes32[] memory proof = new bytes32[](1);
        proof[0] = "right";
        bytes32 root = sha256(abi.encodePacked(uint8(1), ROOT, proof[0]));
        logs.anchor(logId, 2, root, proof, signed(headOf(logId, 2, root)));
        (, , , , , beat) = logs.headOf(logId);
        vm.assertEq(beat, 0);
        refusesHeartbeat(stale, 2, 1, digestOf(heartbeatOf(1, 3)));
    }

    function testAFreezeTakesTheSubmitterAndTheWitnessesAndTheLastHead() public {
        logs.anchor(logId, 1, ROOT, noProof, signed(headOf(logId, 1, ROOT)));
        bytes[] memory signatures = signed(freezeOf(1, ROOT));
        vm.expectRevert(abi.encodeWithSelector(ILogAnchor.NotSubmitter.selector, logId, STRANGER, SUBMITTER));
        vm.prank(STRANGER);
        logs.freeze(logId, signatures);
        bytes[] memory forAnother = signed(freezeOf(2, ROOT));
        bytes32 digest = digestOf(freezeOf(1, ROOT));
        address nobody = recovered(digest, forAnother[0]);
        vm.expectRevert(abi.encodeWithSelector(ILogAnchor.NotWitness.selector, logId, 0, nobody, digest));
        vm.prank(SUBMITTER);
        logs.freeze(logId, forAnother);
        vm.expectEmit();
        emit ILogAnchor.LogFrozen(logId, 1, 1, ROOT, START);
        vm.prank(SUBMITTER);
        logs.freeze(logId, signatures);
        vm.expectRevert(abi.encodeWithSelector(ILogAnchor.LogIsFrozen.selector, logId, 1));
        vm.prank(SUBMITTER);
        logs.freeze(logId, signatures);
    }

    function testFuzzTheDomainIsWhatTheSpecificationSays(uint64 chain) public {
        vm.assume(chain != 0);
        vm.chainId(chain);
        bytes32 digest = digestOf(ROOT, chain, address(logs));
        vm.assertEq(keccak256(abi.encodePacked(hex"1901", logs.domainSeparator(), ROOT)), digest);
    }

    function testThirtyTwoWitnessesMaySign() public {
        for (uint256 i = 6; i <= 32; ++i) keys.push(i);
        sort(keys);
        bytes32 id = register("many", addresses(keys), 32);
        logs.anchor(id, 1, ROOT, noProof, signAll(keys, digestOf(headOf(id, 1, ROOT))));
    }

    function anchors(address sender, uint64 size, bytes[] memory signatures) private {
        vm.expectEmit();
        emit ILogAnchor.HeadAnchored(logId, 1, size, ROOT, START);
        vm.prank(sender);
        logs.anchor(logId, size, ROOT, noProof, signatures);
    }

    function refuses(bytes[] memory signatures, bytes memory refusal) private {
        vm.expectRevert(refusal);
        logs.anchor(logId, 1, ROOT, noProof, signatures);
    }

    /// @dev What three witnesses signed as `digest` is three strangers' if it is said to be `structHash`.
    function refusesAsStrangers(bytes32 structHash, bytes32 digest) private {
        bytes32 asked = digestOf(structHash);
        bytes[] memory signatures = signAll(some(0, 1, 2), digest);
        address nobody = recovered(asked, signatures[0]);
        refuses(signatures, abi.encodeWithSelector(ILogAnchor.NotWitness.selector, logId, 0, nobody, asked));
    }

    function refusesHeartbeat(bytes[] memory signatures, uint64 index, uint64 beat, bytes32 signedDigest) private {
        bytes32 asked = digestOf(heartbeatOf(index, beat));
        vm.assertFalse(asked == signedDigest);
        address nobody = recovered(asked, signatures[0]);
        vm.expectRevert(abi.encodeWithSelector(ILogAnchor.NotWitness.selector, logId, 0, nobody, asked));
        logs.heartbeat(logId, signatures);
    }

    function recovered(bytes32 digest, bytes memory signature) private pure returns (address) {
        (bytes32 r, bytes32 s) = abi.decode(signature, (bytes32, bytes32));
        return ecrecover(digest, uint8(signature[64]), r, s);
    }
}
