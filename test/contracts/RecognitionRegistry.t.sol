// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {RecognitionRegistry} from "../../contracts/RecognitionRegistry.sol";
import {IActs} from "../../contracts/interfaces/IActs.sol";
import {IRecognitionRegistry} from "../../contracts/interfaces/IRecognitionRegistry.sol";
import {Recognise, SetRecognition} from "../../contracts/types/RecognitionActs.sol";
import {ACCREDITOR, CERTIFIER} from "../../contracts/types/Roles.sol";
import {vm} from "./Vm.sol";
import {World} from "./World.sol";

contract RecognitionRegistryTest is World {
    bytes32 private constant RECOGNITION = "cn-nz-organic";
    uint8 private constant NONE = 0;
    uint8 private constant IN_FORCE = 1;
    uint8 private constant SUSPENDED = 2;
    uint8 private constant ENDED = 3;
    uint8 private constant EXPIRED = 4;

    RecognitionRegistry private recognitions;

    function setUp() public override {
        super.setUp();
        recognitions = new RecognitionRegistry(actors);
    }

    function testOnlyAnAccreditorRecognises() public {
        Recognise memory a = terms(0, FAR);
        (a.actor, a.nonce) = (BODY_1, 0);
        expect(abi.encodeWithSelector(IActs.RoleMissing.selector, BODY_1, ACCREDITOR, CERTIFIER));
        send(a);
    }

    function testARecognitionHasTwoSchemesTermsAndAWindowThatIsNotOver() public {
        string[4] memory fields = ["recognition", "fromScheme", "toScheme", "termsHash"];
        for (uint256 i; i < 4; ++i) {
            Recognise memory a = terms(0, FAR);
            if (i == 0) a.recognition = 0;
            if (i == 1) a.fromScheme = 0;
            if (i == 2) a.toScheme = 0;
            if (i == 3) a.termsHash = 0;
            expect(abi.encodeWithSelector(IActs.ZeroValue.selector, fields[i]));
            send(a);
        }
        Recognise memory same = terms(0, FAR);
        same.toScheme = same.fromScheme;
        expect(abi.encodeWithSelector(IRecognitionRegistry.RecognitionOfItself.selector, same.fromScheme));
        send(same);
        expect(abi.encodeWithSelector(IActs.WindowEmpty.selector, 2, 1));
        send(terms(2, 1));
        expect(abi.encodeWithSelector(IActs.WindowOver.selector, 1, START));
        send(terms(1, 1));
    }

    function testTermsNeverChangeUnderTheSameName() public {
        send(terms(0, FAR));
        Recognise memory a = terms(0, FAR + 1);
        a.termsHash = "easier terms";
        expect(abi.encodeWithSelector(IRecognitionRegistry.RecognitionExists.selector, RECOGNITION, ACCREDITOR_1));
        send(a);
        vm.assertEq(recognitions.recognitionOf(RECOGNITION).termsHash, HASH);
    }

    function testOnlyItsAccreditorChangesItAndEndedIsFinal() public {
        expect(abi.encodeWithSelector(IRecognitionRegistry.RecognitionUnknown.selector, RECOGNITION));
        set(ACCREDITOR_1, SUSPENDED);
        send(terms(0, FAR));
        actors.enrol("accreditor-2", signerOf("accreditor-2"), ACCREDITOR, 0, FAR);
        expect(
            abi.encodeWithSelector(
                IRecognitionRegistry.RecognitionByAnother.selector,
                RECOGNITION,
                bytes32("accreditor-2"),
                ACCREDITOR_1
            )
        );
        set("accreditor-2", SUSPENDED);
        expect(abi.encodeWithSelector(IRecognitionRegistry.RecognitionUnchanged.selector, RECOGNITION, IN_FORCE));
        set(ACCREDITOR_1, IN_FORCE);
        expect(abi.encodeWithSelector(IRecognitionRegistry.RecognitionStatusNotSettable.selector, EXPIRED));
        set(ACCREDITOR_1, EXPIRED);
        expect(abi.encodeWithSelector(IRecognitionRegistry.RecognitionStatusNotSettable.selector, NONE));
        set(ACCREDITOR_1, NONE);
        set(ACCREDITOR_1, ENDED);
        expect(abi.encodeWithSelector(IRecognitionRegistry.RecognitionFinal.selector, RECOGNITION, ENDED, IN_FORCE));
        set(ACCREDITOR_1, IN_FORCE);
    }

    /// @dev A slow model: status and since of every second, written down while it happens.
    function testFuzzStatusAtEveryPastSecondMatchesTheModel(uint256 seed) public {
        uint64 from = START + uint64(seed % 24);
        uint64 to = START + 24 + uint64((seed >> 8) % 24);
        uint256[] memory model = new uint256[](64);
        (uint8 held, uint64 since) = (NONE, 0);
        for (uint64 i; i < 64; ++i) {
            uint64 time = START + i;
            vm.warp(time);
            uint256 dice = uint256(keccak256(abi.encode(seed, i))) % 16;
            if (i == 4) {
                send(terms(from, to));
                (held, since) = (IN_FORCE, time);
            } else if (i > 4 && held != ENDED && dice < 4) {
                uint8 next =
                    dice == 0 && i > 40
                        ? ENDED
                        : held == IN_FORCE
                            ? SUSPENDED
                            : IN_FORCE;
                if (time > to && next != ENDED) {
                    expect(
                        abi.encodeWithSelector(
                            IRecognitionRegistry.RecognitionFinal.selector,
                            RECOGNITION,
                            EXPIRED,
                            next
                        )
                    );
                    set(ACCREDITOR_1, next);
                } else {
                    set(ACCREDITOR_1, next);
                    (held, since) = (next, time);
                }
            }
            model[i] = slow(held, since, time, from, to);
        }
        for (uint64 i; i < 64; ++i) {
            (uint8 status, uint64 started, ) = recognitions.recognitionAt(RECOGNITION, START + i);
            vm.assertEq((uint256(started) << 8) | status, model[i]);
        }
    }

    function slow(uint8 held, uint64 since, uint64 time, uint64 from, uint64 to) private pure returns (uint256) {
        if (held == NONE) return 0;
        if (held == ENDED) return (uint256(since) << 8) | ENDED;
        if (time > to) return (uint256(to + 1) << 8) | EXPIRED;
        if (held == SUSPENDED) return (uint256(since) << 8) | SUSPENDED;
        if (time < from) return 0;
        return (uint256(since < from ? from : since) << 8) | IN_FORCE;
    }

    function terms(uint64 from, uint64 to) private returns (Recognise memory) {
        uint256 n = nonce(address(recognitions), ACCREDITOR_1);
        return Recognise(ACCREDITOR_1, RECOGNITION, ORGANIC, "nz-organic", from, to, HASH, n, due());
    }

    function send(Recognise memory a) private {
        bytes memory signature = signed(address(recognitions), a.actor, this.hashRecognise(a));
        go();
        recognitions.recognise(a, signature);
    }

    function set(bytes32 actor, uint8 status) private {
        uint256 n = nonce(address(recognitions), actor);
        SetRecognition memory a = SetRecognition(actor, RECOGNITION, status, "reason", n, due());
        bytes memory signature = signed(address(recognitions), actor, this.hashSetRecognition(a));
        go();
        recognitions.setRecognition(a, signature);
    }
}
